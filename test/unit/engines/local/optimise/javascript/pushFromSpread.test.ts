import fc from 'fast-check';
import { pushFromSpread } from '../../../../../../src/engines/local/optimise/javascript/pushFromSpread';
import { testRule } from '../running';

testRule({
  rule: pushFromSpread,
  rewrites: [
    [
      'const a = [1].reduce((all, x) => [...all, (x, 2)], []);',
      'const a = [1].reduce((all, x) => { all.push((x, 2)); return all; }, []);',
    ],
    [
      'const g = (xs: T[]) => xs.reduce((all, x) => [...all, x.a], []);',
      'const g = (xs: T[]) => xs.reduce((all, x) => { all.push(x.a); return all; }, []);',
    ],
    [
      '[1].reduce((all: T[], x) => ([...all, x, g(x)]), [0] as T[])',
      '[1].reduce((all: T[], x) => { all.push(x, g(x)); return all; }, [0] as T[])',
    ],
  ],
  leaves: [
    'xs.reduce((all, x) => [...all, x], [])',
    '[1].reduce((all, x) => [...all, x], start)',
    '[1].reduce((all, x) => [...all, x])',
    '[1].reduce((all, x) => [...all, all.length], [])',
    '[1].reduce((all, x) => [x, ...all], [])',
    '[1].reduce((all, x) => [...all, ...x], [])',
    '[1].reduce((all, x = all) => [...all, x], [])',
    '[1].reduce((all, x) => [...all, /* it */ x], [])',
  ],
  runs: [
    ['const f = (xs: any[]) => xs.reduce((all, x) => [...all, x * 2], []);', fc.array(fc.integer())],
    [
      'const f = (xs: any[]) => xs.reduceRight((all, x, i) => [...all, [x], i], [7]);',
      fc.sparseArray(fc.integer(), { maxLength: 8 }),
    ],
  ],
});
