import { applyFilters } from '../../../../src/completion/filters/applyFilters';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('applyFilters', applyFilters, [
  ['const total = █;', 'const total = sum();\nreturn total;', 'sum();\nreturn total'],
  ['f(█, x)', 'a\nb', 'a'],
  ['  █\n  return 1;', 'return 1;', undefined],
  ['x█', '   ', undefined],
]);
