import fc from 'fast-check';
import { oneFilter } from '../../../../../../src/engines/local/optimise/javascript/oneFilter';
import { testRule } from '../running';

testRule({
  rule: oneFilter,
  onlyReturned: true,
  rewrites: [
    [
      'const f = (xs: T[]) => xs.filter(x => x > 1).filter(x => x < 5);',
      'const f = (xs: T[]) => xs.filter(x => x > 1 && x < 5);',
    ],
    [
      'const f = (xs: T[]) => xs.filter(x => x.a || x.b).filter(x => x.c ? 1 : 2);',
      'const f = (xs: T[]) => xs.filter(x => (x.a || x.b) && (x.c ? 1 : 2));',
    ],
  ],
  leaves: [
    'xs.filter(x => x).filter(x => x)',
    'const f = (xs: T[]) => xs.filter(x => x).filter(y => y);',
    'const f = (xs: T[]) => xs.filter(x => g(x)).filter(x => x);',
    'const f = (xs: T[]) => xs.filter(x => x).filter((x, i) => i);',
    'const f = (xs: T[]) => xs.filter(x => x) /* then */ .filter(x => x);',
    'const f = (xs: T[]) => xs.filter(x => (x)).filter(x => x);',
    'const f = (xs: T[]) => xs.filter(Boolean).filter(x => x);',
  ],
  runs: [
    [
      'const f = (xs: any[]) => xs.filter(x => x ?? 1).filter(x => x !== 3 && x < 5);',
      fc.array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.constantFrom(null, undefined, NaN))),
    ],
  ],
});
