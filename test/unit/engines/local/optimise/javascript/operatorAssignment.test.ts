import fc from 'fast-check';
import { operatorAssignment } from '../../../../../../src/engines/local/optimise/javascript/operatorAssignment';
import { testRule } from '../running';

testRule({
  rule: operatorAssignment,
  rewrites: [
    ['x = x + 1;', 'x += 1;'],
    ['x=x*(a + b)', 'x *= (a + b)'],
    ['y = (x = x ** 2 ** 3)', 'y = (x **= 2 ** 3)'],
  ],
  leaves: [
    '(x) = x + 1;',

    'x = 1 + x',
    'x = y + 1',
    'x = x + 1 + 2',
    'x = (x + 1)',
    'a.x = a.x + 1',
    'x = x /* and */ + 1',
    'x = x && 1',
    'x += x + 1',
  ],
  runs: [
    [
      'function f(x, y) { x = x - y; x = x * 3; x = x + String(y); return x; }',
      fc.anything(),
      fc.oneof(fc.integer(), fc.string()),
    ],
    [
      'function f(x) { let s = ""; x = x + (s = x, x = 3, 4); x = x % 5; x = x | 2; return [x, s]; }',
      fc.oneof(fc.integer(), fc.string()),
    ],
  ],
});
