import { suffixOverlap } from '../../../../src/completion/filters/suffixOverlap';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('suffixOverlap', suffixOverlap, [
  ['foo(a█)', ', b)', ', b'],
  ['foo(a█);', ', b);', ', b'],
  ['const a = █;', 'b;', 'b'],
  ['a(█\n);', '1,\n);', '1,'],
  ['x = █', 'y', 'y'],
  ['x = █ + total', 'sum + total', 'sum'],
  ['█abc', 'xa', 'xa'],
  ['█return x', 'return x', ''],
  ['█', 'a', 'a'],
]);
