import fc from 'fast-check';
import { objectShorthand } from '../../../../../../src/engines/local/optimise/javascript/objectShorthand';
import { testRule } from '../running';

testRule({
  rule: objectShorthand,
  rewrites: [
    ['f({ a: a, b: c });', 'f({ a, b: c });'],
    ['const { a: a, b: { c: c } } = x;', 'const { a, b: { c } } = x;'],
  ],
  leaves: [
    'f({ __proto__: __proto__ })',
    'f({ [a]: a })',
    "f({ 'a': a })",
    'f({ a: /* own */ a })',
    'f({ a: (a) })',
    'f({ a: a() })',
  ],
  runs: [
    ['function f(a, b) { const { c: c } = { c: a }; return { b: b, c: c }; }', fc.integer(), fc.integer()],
  ],
});
