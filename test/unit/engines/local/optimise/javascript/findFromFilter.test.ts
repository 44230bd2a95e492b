import fc from 'fast-check';
import { findFromFilter } from '../../../../../../src/engines/local/optimise/javascript/findFromFilter';
import { testRule } from '../running';

testRule({
  rule: findFromFilter,
  onlyReturned: true,
  rewrites: [
    [
      'const g = (xs: T[]) => xs.filter(x => x.id === 3)[0];',
      'const g = (xs: T[]) => xs.find(x => x.id === 3);',
    ],
    [
      'h(a.split(",").filter(x => x)[0], Object.keys(o).filter(k => k > a)[0].b)',
      'h(a.split(",").filter(x => x)[0], Object.keys(o).find(k => k > a).b)',
    ],
  ],
  leaves: [
    'function f(xs: any[]) { (xs.filter(x => x)[0] as any) = 1; }',
    'function f(xs: any[]) { xs.filter(x => x)[0]!++; }',
    'function f(xs: any[]) { return xs.filter(x => x)[0]!(); }',
    'function f(xs: any[]) { return xs.filter(x => x)[0]?.(); }',
    'function f(xs: any[]) { return (xs.filter(x => x)[0] as any)(); }',
    'function f(xs: any[]) { delete (xs.filter(x => x)[0]!); }',
    'function f(xs: any[]) { [xs.filter(x => x)[0]!] = xs; }',
    'function f(xs: any[]) { return (xs.filter(x => x))[0]; }',

    'xs.filter(x => x)[0]',
    '[1].filter(x => x)[1]',
    '[1, , 2].filter(x => x)[0]',
    '[1].filter(x => g(x))[0]',
    '[1].filter(x => x)[0]()',
    '[1].filter(x => x)[0] = 2',
    '[1].filter(x => x)[0]++',
    'delete [1].filter(x => x)[0]',
    'for ([1].filter(x => x)[0] of y) ;',
    '[[1].filter(x => x)[0]] = y',
    '({ a: [1].filter(x => x)[0] } = y)',
    '[1].filter(x => x) /* first */ [0]',
  ],
  runs: [
    [
      'const f = (xs: any[]) => xs.filter(x => x > 1)[0];',
      fc.array(fc.oneof(fc.integer(), fc.constantFrom(null, undefined, NaN, 'a'))),
    ],
    [
      'const f = (xs: any[]) => xs.filter(x => x.a)[0];',
      fc.array(fc.oneof(fc.record({ a: fc.boolean() }), fc.constant(null))),
    ],
  ],
});
