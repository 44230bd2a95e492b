import assert from 'node:assert/strict';
import { splitLines } from '../../../src/diff/lines';
import { finish } from '../../../src/diff/review/finish';
import { paint } from '../../../src/diff/review/paint';
import { rejectedText, shownText, startReview } from '../../../src/diff/review/review';
import { StreamingDiff } from '../../../src/diff/streamingDiff';
import { applyEdits } from '../../../src/diff/textEdit';

/** Streams a rewrite line by line; returns the region after each line, and after the end. */
function screens(original: string, rewritten: string): string[] {
  const diff = new StreamingDiff(splitLines(original));
  let review = startReview(0, original);
  let document = original;
  const seen: string[] = [];
  for (const line of [...splitLines(rewritten), undefined]) {
    const step = paint(review, line === undefined ? diff.end() : diff.push([line]));
    review = step.review;
    document = applyEdits(document, step.edits);
    assert.equal(document, shownText(review));
    seen.push(document);
  }
  assert.equal(document, rewritten);
  assert.equal(rejectedText(finish(review)), original);
  return seen;
}

/** One line a screen, lines as words: easier to read in a table. */
function read(original: string, rewritten: string): string[] {
  const text = (words: string): string => words.split(' ').join('\n');
  return screens(text(original), text(rewritten)).map(screen => screen.split('\n').join(' '));
}

describe('StreamingDiff', () => {
  it('keeps what is the same', () => {
    assert.deepEqual(read('one two three', 'one two three'), Array(4).fill('one two three'));
  });

  it('replaces a changed line in its place', () => {
    assert.deepEqual(read('one total=a+b three', 'one total=a+c three'), [
      'one total=a+b three',
      'one total=a+c three',
      'one total=a+c three',
      'one total=a+c three',
    ]);
  });
});
