import fc from 'fast-check';
import { includesFromIndexOf } from '../../../../../../src/engines/local/optimise/javascript/includesFromIndexOf';
import { testRule } from '../running';

testRule({
  rule: includesFromIndexOf,
  rewrites: [
    ["const g = (s: string) => s.indexOf('a') !== -1;", "const g = (s: string) => s.includes('a');"],
    ["if (`${x}`.indexOf('a') < 0) f();", "if (!`${x}`.includes('a')) f();"],
    ['const g = (xs: number[]) => xs.indexOf(3) >= 0;', 'const g = (xs: number[]) => xs.includes(3);'],
    [
      'const g = (xs: string[], x: string) => xs.indexOf(x) == -1;',
      'const g = (xs: string[], x: string) => !xs.includes(x);',
    ],
  ],
  leaves: [
    'const g = (s, t) => s.indexOf(t) !== -1;',
    // Looking for NaN, or for undefined where there is a hole.
    'const g = (xs: number[], x: number) => xs.indexOf(x) !== -1;',
    'const g = (xs: any[], x) => xs.indexOf(x) !== -1;',
    'const g = (s: string, x: RegExp) => s.indexOf(x) !== -1;',
    "const g = (s: string) => s.indexOf('a', 2) !== -1;",
    "const g = (s: string) => s.indexOf('a') > 0;",
    "const g = (s: string) => s.indexOf('a') !== 1;",
    "const g = (s?: string) => s.indexOf('a') !== -1;",
    "const g = (s: string) => s.lastIndexOf('a') !== -1;",
  ],
  runs: [
    [
      'const f = (s: string, t: string) => [s.indexOf(t) !== -1, s.indexOf(t) < 0, s.indexOf(t) > -1];',
      fc.string(),
      fc.string({ maxLength: 1 }),
    ],
    [
      'const f = (xs: any[]) => xs.indexOf("a") >= 0;',
      fc.array(fc.constantFrom('a', 'b', 1, NaN, undefined)),
    ],
    [
      'const f = (xs: any[]) => [xs.indexOf(1) === -1, xs.indexOf(true) <= -1];',
      fc.array(fc.constantFrom(1, '1', true, null, NaN)),
    ],
  ],
});
