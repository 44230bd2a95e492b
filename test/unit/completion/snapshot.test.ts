import assert from 'node:assert/strict';
import { typedSince } from '../../../src/completion/snapshot';
import { at } from '../../support/completion/cursorText';

describe('typedSince', () => {
  const table: [earlier: string, later: string, typed: string | undefined][] = [
    ['let a = █;', 'let a = █;', ''],
    ['let a = █;', 'let a = fo█;', 'fo'],
    ['if (x)█', 'if (x) {\n  █', ' {\n  '],
    ['let ab█', 'let a█', undefined],
    ['let a = █;', 'let b = █;', undefined],
    ['let a = █;', 'let a = x█', undefined],
    ['call█', 'call(█)', '('],
    ['call█;', 'call([█]);', '(['],
    ['say(█', "say('█'", "'"],
    ['call█', 'call█)', undefined],
    ['█', '█}', undefined],
  ];
  for (const [earlier, later, typed] of table) {
    it(`${JSON.stringify(earlier)} then ${JSON.stringify(later)} is ${JSON.stringify(typed)}`, () => {
      assert.equal(typedSince(at(earlier), at(later)), typed);
    });
  }
  it('never takes one document for another', () => {
    assert.equal(typedSince(at('a█'), at('ab█', { uri: 'file:///b.ts' })), undefined);
    assert.equal(typedSince(at('a█'), at('ab█', { languageId: 'javascript' })), undefined);
  });
});
