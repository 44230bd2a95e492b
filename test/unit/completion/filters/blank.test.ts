import { blank, empty } from '../../../../src/completion/filters/blank';
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
  ['f(█) + b', 'a ', 'a'],
]);
filterTable('blank while the answer grows', blank, [['f(█b)', 'a, ', 'a,']], { growing: true });
filterTable('empty', empty, [
  ['█', '', undefined],
  ['█', ' \n', undefined],
  ['█', ' a\n', ' a\n'],
]);
