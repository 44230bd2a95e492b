import fc from 'fast-check';
import { earlyReturn } from '../../../../../../src/engines/local/optimise/javascript/earlyReturn';
import { testRule } from '../running';

const value = fc.constantFrom(0, 1, 2, null, '1', NaN, true);

testRule({
  rule: earlyReturn,
  onlyReturned: true,
  rewrites: [
    [
      'function f(a) {\n  if (a) {\n    // first\n    g();\n\n    for (const x of a) {\n      h(x);\n    }\n  }\n}',
      'function f(a) {\n  if (!a) return;\n  // first\n  g();\n\n  for (const x of a) {\n    h(x);\n  }\n}',
    ],
    [
      'const f = (a) => {\n  k();\n  if (a !== 1) {\n    const b = g();\n    if (b) h();\n  }\n}',
      'const f = (a) => {\n  k();\n  if (a === 1) return;\n  const b = g();\n  if (b) h();\n}'.replace(
        'return\n',
        'return;\n',
      ),
    ],
  ],
  leaves: [
    'function f(a) {\n  if (a) {\n    g();\n    h();\n  }\n}',
    'function f(a) {\n  if (a) {\n    if (b) h();\n  }\n}',
    'function f(a) {\n  if (a) {\n    g();\n    if (b) h();\n  } else {\n    k();\n  }\n}',
    'function f(a) {\n  if (a) {\n    g();\n    if (b) h();\n  }\n  k();\n}',
    'function f(a) {\n  const b = 1;\n  if (a) {\n    const b = 2;\n    if (b) h();\n  }\n}',
    'function f(a) {\n  g(() => c);\n  if (a) {\n    const c = 2;\n    if (c) h();\n  }\n}',
    'function f(a) {\n  if (a) {\n    function g() {}\n    if (b) h();\n  }\n}',
    'function f(a) {\n  if (a) {\n    g(`\n`);\n    if (b) h();\n  }\n}',
    'function f(a) { if (a) { g(); if (b) h(); } }',
    'if (a) {\n  g();\n  if (b) h();\n}',
  ],
  runs: [
    ...['a', '!a', 'a === 1', 'a != 2', 'a > 1', 'a && b'].map(
      test =>
        [
          `function f(a, b) {\n  const out = [];\n  (() => {\n    if (${test}) {\n      out.push(1);\n      for (const x of [a, b]) {\n        out.push(x);\n      }\n    }\n  })();\n  return out;\n}`,
          value,
          value,
        ] as const,
    ),
  ],
});
