import { nextLineDuplicate } from '../../../../src/completion/filters/nextLineDuplicate';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('nextLineDuplicate', nextLineDuplicate, [
  ['  retu█\n  return total;\n', 'rn total;', undefined],
  ['  █\n\n\n  return total;\n', 'return total;', undefined],
  ['let a = 1;█\n  return total;\n', '\n  return total;', undefined],
  ['  retu█\n  return total;\n', 'rn sum;', 'rn sum;'],
  ['  }█\n  }\n', '', ''],
  ['foo█', '()', '()'],
]);
