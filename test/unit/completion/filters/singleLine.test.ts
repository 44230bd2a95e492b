import { singleLine } from '../../../../src/completion/filters/singleLine';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('singleLine', singleLine, [
  ['f(█)', 'a,\n b', 'a,\n b'],
  ['f(█, x)', 'a,\n b', 'a,'],
  ['f(█, x)', 'a\r\nb', 'a'],
  ['f(█, x)', 'a\r', 'a'],
  ['f(█, x)', 'a', 'a'],
  ['f(█, x)', 'a\rb', 'a\rb'],
  ['f(█, x)', '\nb', ''],
]);
