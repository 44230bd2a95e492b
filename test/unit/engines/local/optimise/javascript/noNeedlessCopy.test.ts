import fc from 'fast-check';
import { noNeedlessCopy } from '../../../../../../src/engines/local/optimise/javascript/noNeedlessCopy';
import { testRule } from '../running';

testRule({
  rule: noNeedlessCopy,
  onlyReturned: true,
  rewrites: [
    ['const f = (xs: T[]) => [...xs].map(x => x.a);', 'const f = (xs: T[]) => xs.map(x => x.a);'],
    ['const f = (xs: T[]) => xs.slice().filter(x => x);', 'const f = (xs: T[]) => xs.filter(x => x);'],
    ['const f = o => [...Object.keys(o)].join(",");', 'const f = o => Object.keys(o).join(",");'],
    ['const f = (xs: T[]) => Array.from(xs).includes(1);', 'const f = (xs: T[]) => xs.includes(1);'],
  ],
  leaves: [
    '[...xs].map(x => x);',
    'const f = (xs: T[]) => [...xs].map(x => g(x));',
    'const f = (xs: T[]) => [...xs].sort();',
    'const f = (xs: T[]) => [...xs].reverse();',
    'const f = (xs: T[]) => [...xs, 1].map(x => x);',
    'const f = (xs: T[]) => [...xs];',
    'const f = (xs: T[]) => xs.slice(1).map(x => x);',
    'const f = (xs: T[]) => [...xs].map((x, i, all) => all);',
    'const f = (xs: T[]) => [...xs /* all */].map(x => x);',
    'const f = (xs: T[], Array) => Array.from(xs).map(x => x);',
  ],
  runs: [
    [
      'const f = (xs: number[]) => [[...xs].map(x => x + 1), xs.slice().filter(x => x > 1), Array.from(xs).indexOf(2)];',
      fc.array(fc.integer({ min: 0, max: 5 })),
    ],
  ],
});
