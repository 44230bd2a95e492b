import fc from 'fast-check';
import { setInLoop } from '../../../../../../src/engines/local/optimise/javascript/setInLoop';
import { testRule } from '../running';

const ints = fc.array(fc.integer({ min: 0, max: 6 }));

testRule({
  rule: setInLoop,
  onlyReturned: true,
  rewrites: [
    [
      'function f(xs, ys) {\n  const out = [];\n  for (const x of xs) {\n    if (ys.includes(x)) out.push(x);\n  }\n  return out;\n}',
      'function f(xs, ys) {\n  const out = [];\n  const ysSet = new Set(ys);\n  for (const x of xs) {\n    if (ysSet.has(x)) out.push(x);\n  }\n  return out;\n}',
    ],
    [
      'function f(xs: T[], ys: T[]) {\n  let n = 0;\n  for (const a of xs) {\n    while (ys.includes(a + n)) n++;\n  }\n}',
      'function f(xs: T[], ys: T[]) {\n  let n = 0;\n  const ysSet = new Set(ys);\n  for (const a of xs) {\n    while (ysSet.has(a + n)) n++;\n  }\n}',
    ],
  ],
  leaves: [
    'function f(xs, ys) {\n  for (const x of xs) if (ys.includes(x)) ys.push(x);\n}',
    'function f(xs, ys) {\n  for (const x of xs) if (ys.includes(x)) ys = [];\n}',
    'function f(xs, ys) {\n  for (const x of xs) if (ys.includes(x)) g(ys);\n}',
    'function f(xs, ys: string) {\n  for (const x of xs) if (ys.includes(x)) g();\n}',
    'function f(xs) {\n  const ys = [1, 2];\n  for (const x of xs) if (ys.includes(x)) g();\n}',
    'function f(xs) {\n  for (const ys of xs) if (ys.includes(1)) g();\n}',
    'function f(xs, ys) {\n  for (const x of xs) g(() => ys.includes(x));\n}',
    'function f(xs, ys) {\n  for (const x of xs) if (ys.includes(x, 1)) g();\n}',
    'function f(xs, ys) {\n  return ys.includes(xs);\n}',
    'for (const x of xs) if (ys.includes(x)) g();',
    'function f(xs, ys, Set) {\n  for (const x of xs) if (ys.includes(x)) g();\n}',
  ],
  runs: [
    [
      'function f(xs: number[], ys: number[]) {\n  const out: any[] = [];\n  for (const x of xs) {\n    out.push(ys.includes(x), !ys.includes(x + 1));\n  }\n  return out;\n}',
      ints,
      ints,
    ],
    [
      'function f(xs: number[], ys: number[]) {\n  let n = 0;\n  for (const x of xs) {\n    if (ys.includes(x)) n++;\n  }\n  return n;\n}',
      ints,
      ints,
    ],
  ],
});
