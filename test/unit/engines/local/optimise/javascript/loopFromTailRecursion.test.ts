import fc from 'fast-check';
import { loopFromTailRecursion } from '../../../../../../src/engines/local/optimise/javascript/loopFromTailRecursion';
import { testRule } from '../running';

const small = fc.integer({ min: 0, max: 60 });

testRule({
  rule: loopFromTailRecursion,
  onlyReturned: true,
  rewrites: [
    [
      'function gcd(a, b) {\n  if (b === 0) {\n    return a;\n  }\n  // go on\n  return gcd(b, a % b);\n}\n',
      'function gcd(a, b) {\n  while (true) {\n    if (b === 0) {\n      return a;\n    }\n    // go on\n    const nextA = b;\n    b = a % b;\n    a = nextA;\n  }\n}\n',
    ],
    [
      'const g = (n, all) => n < 2 ? all : g(n - 1, all * n)',
      'const g = (n, all) => {\n  while (true) {\n    if (n < 2) return all\n    const nextN = n - 1\n    all *= n\n    n = nextN\n  }\n}',
    ],
    [
      'function f(n, a) {\r\n\tif (n > 9) return f(n - 1, a + 1);\r\n\tif (n > 5) {\r\n\t\ta += 2;\r\n\t\treturn f(n - 2, a);\r\n\t}\r\n\treturn a;\r\n}',
      'function f(n, a) {\r\n\twhile (true) {\r\n\t\tif (n > 9) { n -= 1; a += 1; continue; }\r\n\t\tif (n > 5) {\r\n\t\t\ta += 2;\r\n\t\t\tn -= 2;\r\n\t\t\tcontinue;\r\n\t\t}\r\n\t\treturn a;\r\n\t}\r\n}',
    ],
  ],
  leaves: [
    'function f(n) {\n  if (n < 2) return 1;\n  return n * f(n - 1);\n}',
    'function f(n) {\n  g(() => n);\n  if (n < 2) return 1;\n  return f(n - 1);\n}',
    'function f(n) {\n  var m;\n  if (n < 2) return m;\n  m = n;\n  return f(n - 1);\n}',
    'function f(n) {\n  if (n < 2) return this;\n  return f(n - 1);\n}',
    'function f(n) {\n  if (n < 2) return arguments;\n  return f(n - 1);\n}',
    'function f(n) {\n  try {\n    return f(n - 1);\n  } catch {\n    return 1;\n  }\n}',
    'function f(n) {\n  for (;;) {\n    if (n) return f(n - 1);\n    else break;\n  }\n  return 1;\n}',
    'function f(n) {\n  if (n > 2) return f(n - 1);\n}',
    'function f(n) {\n  if (n < 2) return 1;\n  f(n - 1);\n  return f(n - 2);\n}',
    'function f(n) {\n  if (n < 2) return 1;\n  return f(f(n - 1));\n}',
    'function f(n, m) {\n  if (n < 2) return 1;\n  return f(n - 1);\n}',
    'function f(n, m = 1) {\n  if (n < 2) return 1;\n  return f(n - 1, m);\n}',
    'async function f(n) {\n  if (n < 2) return 1;\n  return f(n - 1);\n}',
    'function f(n) {\n  if (n < 2) return 1;\n  return f(n);\n}',
    'function f(n) {\n  if (n < 2) return 1;\n  return f(n - 1);\n}\nf = g;',
    'function f(n) {\n  if (n < 2) return `a\nb`;\n  return f(n - 1);\n}',
    'function f(n) {\n  if (n > 1) { const n = 3; return f(n - 1); }\n  return 1;\n}',
  ],
  runs: [
    ['function f(a, b) {\n  if (b === 0) return a;\n  return f(b, a % b);\n}', small, small],
    ['function f(a, b) { return b === 0 ? a : f(b, a % b); }', small, small],
    ['const f = (a, b, c) => a > 0 ? f(a - 1, b + c + a, b) : [a, b, c];', small, small, small],
    [
      'function f(n, all) {\n  const half = Math.floor(n / 2);\n  if (n <= 0) return all;\n  if (n % 2 === 1) {\n    all.push(n);\n    return f(half, all);\n  }\n  return f(n - 1, [...all, half]);\n}',
      small,
      fc.array(fc.integer()),
    ],
    [
      'function f(a, b, c) {\n  if (a <= 0 && b <= 0) return c;\n  else if (a > b) return f(b, a - 1, c + 1);\n  else return f(b - 1, a, c * 2 % 97);\n}',
      small,
      small,
      small,
    ],
    [
      'function f(xs, i, x) {\n  if (i >= xs.length) return -1;\n  for (const y of [x]) if (xs[i] === y) return i;\n  return f(xs, i + 1, x);\n}',
      fc.array(fc.integer({ min: 0, max: 5 })),
      fc.constant(0),
      fc.integer({ min: 0, max: 5 }),
    ],
  ],
});
