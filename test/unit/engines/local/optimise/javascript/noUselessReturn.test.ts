import fc from 'fast-check';
import { noUselessReturn } from '../../../../../../src/engines/local/optimise/javascript/noUselessReturn';
import { testRule } from '../running';

testRule({
  rule: noUselessReturn,
  rewrites: [
    ['function f() {\n  g();\n  return;\n}', 'function f() {\n  g();\n}'],
    ['const f = () => { return };', 'const f = () => { };'],
    ['class A { m() { g()\n  return // end\n } }', 'class A { m() { g() // end\n } }'],
  ],
  leaves: [
    'function f() { return 1; }',
    'function f() { if (a) return; g(); }',
    'return;',
    'function f() { g(); /* now */ return; }',
  ],
  runs: [['function f(x) { x.push(1); return; }', fc.array(fc.integer())]],
});
