import fc from 'fast-check';
import { loopFromBranchingRecursion } from '../../../../../../src/engines/local/optimise/javascript/loopFromBranchingRecursion';
import { testRule } from '../running';

const number = fc.integer({ min: -3, max: 18 });
const step = 'return f(n - 1) + f(n - 2);';

testRule({
  rule: loopFromBranchingRecursion,
  rewrites: [
    [
      `function fib(n) {\n  if (n <= 1) return n;\n  return fib(n - 1) + fib(n - 2);\n}`,
      `function fib(n) {\n  if (n <= 1) return n;\n  let previous = 0;\n  let current = 1;\n  for (let i = 2; i <= n; i++) {\n    const next = current + previous;\n    previous = current;\n    current = next;\n  }\n  return current;\n}`,
    ],
    [
      'const fib = (n: number): number => n < 2 ? n : fib(n - 1) + fib(n - 2);',
      'const fib = (n: number): number => {\n  if (n < 2) return n;\n  let previous = 0;\n  let current = 1;\n  for (let i = 2; i <= n; i++) {\n    const next = current + previous;\n    previous = current;\n    current = next;\n  }\n  return current;\n};',
    ],
    [
      'function f(n) { if (n === 0) return 1; return f(n - 1) + f(n - 1); }',
      'function f(n) {\n  if (n === 0) return 1;\n  let current = 1;\n  for (let i = 1; i <= n; i++) {\n    current = current + current;\n  }\n  return current;\n}',
    ],
  ],
  leaves: [
    `function f(n) { if (n === 0) return 1; if (n === 2) return 5; return f(n - 1) + f(n - 1); }`,
    `function f(n) { if (n < 0) return 0; if (n === 1 || n === 2) return 5; return f(n - 1) + f(n - 2); }`,
    `function f(n) { if (n <= 0) return 0; return f(n - 1); }`,
    `function f(n) { if (n === 0) return 0; ${step} }`,
    `function f(n) { if (n > 1) return n; ${step} }`,
    `function f(n) { if (n <= 1) return g(); ${step} }`,
    `function f(n) { if (n <= m) return n; ${step} }`,
    `function f(n) { if (n <= 1) return n; return f(n - 1) + f(n - 3); }`,
    `function f(n) { if (n <= 1) return n; return f(n - 1) + f(n + 2); }`,
    `function f(n) { if (n <= 1) return n; return g(f(n - 1)) + f(n - 2); }`,
    `function f(n) { if (n <= 1) return n; log(n); ${step} }`,
    `function f(n, m = {}) { if (n <= 1) return n; ${step} }`,
    `async function f(n) { if (n <= 1) return n; ${step} }`,
    `function f(n: string) { if (n <= 1) return n; ${step} }`,
    `function f(n) { if (n <= 1) return n; ${step} }\nf(2.5);`,
    `function f(n) { if (n <= 1) return n; ${step} }\nf = memo(f);`,
    `function f(n) { if (n <= 1n) return n; ${step} }`,
    `function f(n) {\n  if (n <= 1) return n;\n  return f(n - 1) // one below\n    + f(n - 2);\n}`,
  ],
  runs: [
    [`function f(n) { if (n <= 1) return n; ${step} }`, number],
    [`function f(n) { if (n < 2) { return n; } else { ${step} } }`, number],
    [`function f(n) { if (n <= 0) return 0; if (n === 1) return 1; ${step} }`, number],
    [`function f(n) { if (n <= 0) return 0; if (1 == n || 2 == n) return 1; ${step} }`, number],
    [`const f = n => n <= 0 ? 0 : n === 1 ? 5 : 3 * f(n - 2) - n / f(n - 1);`, number],
    [`function f(n) { if (!(n > 2)) return 1; return f(n - 2) - 2 * f(n - 1) * n + f(n - 2); }`, number],
    [
      `function f(n) { if (n <= 0n) return 0n; if (n === 1n) return 1n; return f(n - 1n) + f(n - 2n); }`,
      number.map(BigInt),
    ],
    [`function f(n) { if (n <= 0) return 1; return f(n - 1) + f(n - 1) + 1; }`, number],
  ],
});
