import fc from 'fast-check';
import { noVar } from '../../../../../../src/engines/local/optimise/javascript/noVar';
import { testRule } from '../running';

testRule({
  rule: noVar,
  rewrites: [
    ['function f() { var a = 1; a++; return () => a; }', 'function f() { let a = 1; a++; return () => a; }'],
    ['function f(b) { if (b) { var c; c = b; g(c); } }', 'function f(b) { if (b) { let c; c = b; g(c); } }'],
  ],
  leaves: [
    'function f() { (n as any) = 1; var n: any = 2; return n; }',
    'function f() { { var n: any = 2; } return n!; }',

    'var a = 1;',
    'if (b) { var a = 1; }',
    'function f(b) { if (b) { var c = 1; } return c; }',
    'function f() { g(a); var a = 1; }',
    'function f() { var a = 1; var a; }',
    'function f(a) { var a = 1; }',
    'function f() { for (;;) { var a; g(a); a = 1; } }',
    'function f() { for (var i = 0; i < 3; i++) g(() => i); }',
    'function f() { h(); var a = 1; function h() { return a; } }',
    'function f() { const h = () => a; h(); var a = 1; }',
    'function f() { try {} catch (a) { var a = 1; } }',
    'function f(b) { switch (b) { case 1: var a = 1; case 2: g(a); } }',
    'function f() { var a = a + 1; }',
  ],
  runs: [
    [
      'function f(n) { var a = n; if (n > 0) { var b = a + 1; a += b; } return [a, () => a].map(x => typeof x); }',
      fc.integer(),
    ],
  ],
});
