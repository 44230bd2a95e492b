import assert from 'node:assert/strict';
import { tooShort } from '../../../../src/completion/requests/minLength';
import { at } from '../../../support/completion/cursorText';

describe('tooShort', () => {
  const table: [screen: string, minLength: number, short: boolean][] = [
    ['█', 0, false],
    ['  █', 1, true],
    ['  a█', 1, false],
    ['a b█', 3, true],
    ['a bc█', 3, false],
    ['long enough\n  ab█', 3, true],
    ['a█bcdef', 3, true],
  ];
  for (const [screen, minLength, short] of table) {
    it(`${JSON.stringify(screen)} with ${minLength}: ${short}`, () =>
      assert.equal(tooShort(at(screen), minLength), short));
  }
});
