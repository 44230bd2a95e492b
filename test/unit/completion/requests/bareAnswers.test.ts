import assert from 'node:assert/strict';
import { BareAnswers } from '../../../../src/completion/requests/bareAnswers';

describe('BareAnswers', () => {
  const table: [what: string, expected: boolean, came: ('plain' | 'thought')[], trusted: boolean][] = [
    ['are not trusted from a model that nobody knows', false, [], false],
    ['are trusted once one of them was an answer', false, ['plain'], true],
    ['are not trusted once one of them was thought', false, ['thought'], false],
    ['are trusted no more when a later one was thought', false, ['plain', 'thought'], false],
    ['are not trusted again from a model that thinks now and then', false, ['thought', 'plain'], false],
    ['are trusted where they are what the endpoint gives', true, [], true],
    ['are trusted there whatever came', true, ['thought'], true],
  ];
  for (const [what, expected, came, trusted] of table) {
    it(what, () => {
      const bare = new BareAnswers(() => expected);
      for (const each of came)
        if (each === 'plain') bare.wasPlain();
        else bare.wasThought();
      assert.equal(bare.areTrusted, trusted);
      assert.equal(bare.areExpected, expected);
    });
  }
});
