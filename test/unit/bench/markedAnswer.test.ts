import assert from 'node:assert/strict';
import { markedAnswer, markedWord } from '../../../bench/chat/markedAnswer';

describe('an answer whose words are numbered', () => {
  const { text, ends } = markedAnswer(20_000, 5);

  it('has the length and the code blocks that were asked for', () => {
    assert.ok(Math.abs(text.length - 20_000) < 1_000, String(text.length));
    assert.equal(text.match(/^```ts/gm)?.length, 5);
    assert.equal(text.match(/^```$/gm)?.length, 5);
  });

  it('says where every word ends', () => {
    const found = [...text.matchAll(markedWord)];
    assert.deepEqual(
      found.map(([, number]) => parseInt(number ?? '', 36)),
      ends.map((_, n) => n),
    );
    assert.deepEqual(
      found.map(match => match.index + match[0].length),
      ends,
    );
  });
});
