import assert from 'node:assert/strict';
import { refusedWords } from '../../../../../src/editor/edit/commands/refusedWords';
import { connectAModel } from '../../../../../src/engines/local/optimise/answer';

describe('refusedWords', () => {
  it('leaves the marks of Markdown out, which a message shows as they are', () => {
    const { text } = refusedWords('**No**: `total` of _this file_ has no __sum__.');
    assert.equal(text, 'No: total of this file has no sum.');
  });

  for (const words of [
    'snake_case and other_name stay',
    '2 * 3 * 4',
    '__init__.py',
    'a _ b _ c',
    '* one\n* two',
  ])
    it(`leaves ${JSON.stringify(words)} as it is`, () => assert.equal(refusedWords(words).text, words));

  it('knows that the embedded engine says how to connect a model', () => {
    const { text, namesConnect } = refusedWords(connectAModel);
    assert.ok(namesConnect);
    assert.equal(
      text,
      'This is the embedded engine (local-recall): it has no language model.',
      'a button says the rest',
    );
    assert.equal(refusedWords('I cannot do that.').namesConnect, false);
  });

  it('is no longer than a message can be', () =>
    assert.equal(refusedWords('x'.repeat(2_000)).text.length, 500));
});
