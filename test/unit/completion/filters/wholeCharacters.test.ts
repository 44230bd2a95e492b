import { wholeCharacters } from '../../../../src/completion/filters/wholeCharacters';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('wholeCharacters', wholeCharacters, [
  ['█', 'say("😀', 'say("😀'],
  ['█', 'say("\ud83d', 'say("'],
  ['█', 'a\ud83d\ud83d', 'a'],
  ['█', 'a', 'a'],
  ['█', '', ''],
]);
