import fc from 'fast-check';
import { someFromFilter } from '../../../../../../src/engines/local/optimise/javascript/someFromFilter';
import { testRule } from '../running';

testRule({
  rule: someFromFilter,
  rewrites: [
    ['f([1, 2].filter(x => x > 1).length > 0);', 'f([1, 2].some(x => x > 1));'],
    [
      'const g = (xs: T[]) => xs.filter(x => x.ok).length === 0 && h;',
      'const g = (xs: T[]) => !xs.some(x => x.ok) && h;',
    ],
    ['Object.keys(o).filter(k => k === a).length >= 1', 'Object.keys(o).some(k => k === a)'],
  ],
  leaves: [
    'function f(xs: any[]) { return (xs.filter(x => x)).length > 0; }',

    'xs.filter(x => x > 1).length > 0',
    '[1].filter(x => x > 1).length > 1',
    '[1].filter(x => g(x)).length > 0',
    '[1].filter(x => x++).length > 0',
    '[1].filter(async x => x).length > 0',
    '[1].filter(p).length > 0',
    '[1].filter(x => x, y).length > 0',
    '[1].filter(x => x).length /* any */ > 0',
    'function f(Object) { return Object.keys(o).filter(k => k).length > 0; }',
  ],
  runs: [
    ['const f = (xs: any[]) => xs.filter(x => x > 1).length > 0;', fc.array(fc.integer({ min: -2, max: 2 }))],
    [
      'const f = (xs: any[]) => xs.filter((x, i) => x && i % 2).length < 1;',
      fc.sparseArray(fc.boolean(), { maxLength: 9 }),
    ],
    ['const f = (xs: any[]) => xs.filter(x => x).length <= 0;', fc.array(fc.anything())],
  ],
});
