import fc from 'fast-check';
import { noDoubleNegation } from '../../../../../../src/engines/local/optimise/javascript/noDoubleNegation';
import { testRule } from '../running';

testRule({
  rule: noDoubleNegation,
  rewrites: [
    ['if (!!a) b();', 'if (a) b();'],
    ['while (!!(a && b)) c();', 'while ((a && b)) c();'],
    ['x = !!a ? 1 : !!!b;', 'x = a ? 1 : !b;'],
  ],
  leaves: ['x = !!a', 'if (!a) b();', 'if (!!a && b) c();', 'if (!/* really */!a) c();', 'f(!!a)'],
  runs: [
    ['function f(a, b) { if (!!a) return !!!b; return !!(a || b) ? 1 : 2; }', fc.anything(), fc.anything()],
  ],
});
