import fc from 'fast-check';
import { setFromIncludes } from '../../../../../../src/engines/local/optimise/javascript/setFromIncludes';
import { testRule } from '../running';

const list = fc.array(
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(NaN, -0, 0, 'a', undefined, null)),
);

testRule({
  rule: setFromIncludes,
  rewrites: [
    [
      'function f(a: string[], b: readonly string[]) {\n  return a.filter(x => b.includes(x));\n}\n',
      'function f(a: string[], b: readonly string[]) {\n  const bSet = new Set(b);\n  return a.filter(x => bSet.has(x));\n}\n',
    ],
    [
      'const f = (a: number[], b: number[]) => a.filter(x => !b.includes(x)).length;',
      'const f = (a: number[], b: number[]) => {\n  const bSet = new Set(b);\n  return a.filter(x => !bSet.has(x)).length;\n};',
    ],
    [
      'function f(a: string[], b: string[], bSet: number) {\r\n\tconst c = a.some(x => b.includes(x) || b.includes(x + 1))\r\n\treturn c\r\n}',
      'function f(a: string[], b: string[], bSet: number) {\r\n\tconst bAsSet = new Set(b)\r\n\tconst c = a.some(x => bAsSet.has(x) || bAsSet.has(x + 1))\r\n\treturn c\r\n}',
    ],
    [
      'function f(a, b) {\n  return a.filter(x => !b.includes(x));\n}',
      'function f(a, b) {\n  const bSet = new Set(b);\n  return a.filter(x => !bSet.has(x));\n}',
    ],
  ],
  leaves: [
    'function f(a: string[]) { const c = a.filter(x => b.includes(x)); const b: string[] = []; return c; }',

    // Text, or a list of a handful of elements.
    'function f(a: string[], b: string) { return a.filter(x => b.includes(x)); }',
    "function f(a: string[]) { const b = ['x', 'y']; return a.filter(x => b.includes(x)); }",
    // Something could change the list, or be evaluated before it.
    'function f(a: string[], b: string[]) { return a.filter(x => b.push(x) > 3 && b.includes(x)); }',
    'function f(a: string[], b: string[]) { return a.filter(x => g(x) && b.includes(x)); }',
    'function f(a: string[], b: string[]) { return g(b) + a.filter(x => b.includes(x)).length; }',
    'function f(a: string[], b: string[]) { return [...g(b)].filter(x => b.includes(x)); }',
    'function f(a: string[], b: string[]) { return a.filter(x => b.includes(x, 1)); }',
    // The list is another one for every element; Set is something else.
    'function f(a: string[][]) { return a.filter((b: string[]) => b.includes("x")); }',
    'function f(a: string[], b: string[], Set: any) { return a.filter(x => b.includes(x)); }',
  ],
  runs: [
    ['function f(a, b) { return a.filter(x => b.includes(x)); }', list, list],
    ['function f(a: any[], b: any[]) { return a.filter(x => b.includes(x)); }', list, list],
    ['const f = (a: any[], b: any[]) => a.map(x => !b.includes(x));', list, list],
    [
      'function f(a: any[], b: any[]) { const c = a.findIndex((x, i) => b.includes(i) && b.includes(x)); return c; }',
      list,
      list,
    ],
  ],
});
