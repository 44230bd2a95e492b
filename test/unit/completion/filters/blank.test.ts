import { blank } from '../../../../src/completion/filters/blank';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('blank', blank, [
  ['█', '', undefined],
  ['█', ' \n\t', undefined],
  ['█', 'a  \n', 'a'],
  ['█', '\n  a', '\n  a'],
  ['f(█b)', 'a, ', 'a, '],
  ['{█}', ' a ', ' a '],
  ['f(█)', 'a ', 'a'],
  ['f(█b)', 'a,\n', 'a,'],
]);
