import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { changedSpan } from '../../../src/diff/changedSpan';
import { applyEdits } from '../../../src/diff/textEdit';

describe('changedSpan', () => {
  it('is what is between the common beginning and the common end', () => {
    assert.deepEqual(changedSpan('abcd', 'axyd', 10), { offset: 11, length: 2, text: 'xy' });
    assert.equal(changedSpan('same', 'same', 0), undefined);
  });

  it('cuts no surrogate pair and no CRLF in two', () => {
    assert.deepEqual(changedSpan('😀', '😁', 0), { offset: 0, length: 2, text: '😁' });
    assert.deepEqual(changedSpan('a\r\n', 'a\r', 0), { offset: 1, length: 2, text: '\r' });
    assert.deepEqual(changedSpan('a\n', 'a\r\n', 0), { offset: 1, length: 1, text: '\r\n' });
  });

  it('turns any text into any other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\r\n', '😀', '😁')).map(parts => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const span = changedSpan(before, after, 0);
        assert.equal(applyEdits(before, span ? [span] : []), after);
      }),
    );
  });
});
