import { lineEnds } from '../../../../src/completion/filters/lineEnds';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('lineEnds', lineEnds, [
  ['a\r\n█', 'b\n  c\n', 'b\r\n  c\r\n'],
  ['█\r\nz', 'b\nc', 'b\r\nc'],
  ['a\r\n█', 'b\r\nc', 'b\r\nc'],
  ['a\n█', 'b\r\nc', 'b\nc'],
  ['█', 'b\r\nc', 'b\nc'],
  ['\n█', 'b', 'b'],
  ['█', 'b\r', 'b\r'],
]);
filterTable('lineEnds while the answer grows', lineEnds, [['█', 'a\r\nb\r', 'a\nb']], { growing: true });
