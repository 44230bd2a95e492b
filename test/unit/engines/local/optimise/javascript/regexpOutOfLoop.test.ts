import fc from 'fast-check';
import { regexpOutOfLoop } from '../../../../../../src/engines/local/optimise/javascript/regexpOutOfLoop';
import { testRule } from '../running';

testRule({
  rule: regexpOutOfLoop,
  onlyReturned: true,
  rewrites: [
    [
      'for (const x of xs) {\n  if (new RegExp("a+", "i").test(x)) g(x);\n}',
      'const pattern = new RegExp("a+", "i");\nfor (const x of xs) {\n  if (pattern.test(x)) g(x);\n}',
    ],
  ],
  leaves: [
    'for (const x of xs) {\n  if (new RegExp(x).test(x)) g(x);\n}',
    'for (const x of xs) {\n  if (new RegExp("a", "g").test(x)) g(x);\n}',
    'for (const x of xs) {\n  if (new RegExp("(").test(x)) g(x);\n}',
    'for (const x of xs) {\n  g(new RegExp("a"));\n}',
    'for (const x of xs) {\n  g(() => new RegExp("a").test(x));\n}',
    'for (const x of new RegExp("a").exec(y)) {\n  g(x);\n}',
    'if (new RegExp("a").test(x)) g(x);',
    'const RegExp = h;\nfor (const x of xs) {\n  if (new RegExp("a").test(x)) g(x);\n}',
    'if (y) for (const x of xs) new RegExp("a").test(x);',
  ],
  runs: [
    [
      'function f(xs) {\n  const out = [];\n  for (const x of xs) {\n    out.push(new RegExp("[a-c]+").exec(x)?.[0], x.replace(new RegExp("b"), "-"));\n  }\n  return out;\n}',
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'd') })),
    ],
  ],
});
