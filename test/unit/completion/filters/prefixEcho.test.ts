import { prefixEcho } from '../../../../src/completion/filters/prefixEcho';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('prefixEcho', prefixEcho, [
  ['const total = █', 'const total = 1;', '1;'],
  ['const total = █', 'const total = const total = 1;', '1;'],
  ['  return sum█', 'return sum + 1;', ' + 1;'],
  ['  return sum█', '  return sum + 1;', ' + 1;'],
  ['a\nconst total = █', '1;', '1;'],
  ['a\r\nconst total = █', 'const total = 1;', '1;'],
  ['ab█', 'abc', 'abc'],
  ['    █', '    x', '    x'],
  ['// ---█', '// ------', '// ------'],
  ['"שלום █"', '"שלום עולם', 'עולם'],
]);
