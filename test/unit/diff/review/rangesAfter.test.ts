import assert from 'node:assert/strict';
import { rangesAfter } from '../../../../src/diff/review/rangesAfter';
import { startReview } from '../../../../src/diff/review/review';
import type { TextEdit } from '../../../../src/diff/textEdit';

describe('rangesAfter', () => {
  // The region stands at 10 to 20.
  const atStart: TextEdit = { offset: 10, length: 0, text: 'xx' };
  const atEnd: TextEdit = { offset: 20, length: 0, text: 'xx' };
  const table: readonly (readonly [name: string, changes: readonly TextEdit[], ranges: readonly string[]])[] =
    [
      ['nothing', [], ['10-20']],
      ['text at its start may be inside', [atStart], ['10-22', '12-22']],
      ['text at its end may be inside', [atEnd], ['10-22', '10-20']],
      ['text at both borders, what is inside first', [atEnd, atStart], ['10-24', '10-22', '12-24', '12-22']],
      ['text in the middle is inside', [{ ...atStart, offset: 15 }], ['10-22']],
      ['what is taken away right in front of it', [{ offset: 8, length: 2, text: '' }], ['8-18']],
      ['what is put in place of that', [{ offset: 8, length: 2, text: 'xxx' }], ['11-21']],
      ['what is taken away right behind it', [{ offset: 20, length: 2, text: '' }], ['10-20']],
      ['what is put in place of that', [{ offset: 20, length: 2, text: 'xxx' }], ['10-20']],
      ['what is taken away over its start', [{ offset: 8, length: 4, text: '' }], ['8-16']],
      ['what is taken away over its end', [{ offset: 18, length: 4, text: 'x' }], ['10-19']],
      ['text above moves it', [{ offset: 0, length: 3, text: 'x' }], ['8-18']],
      ['text below does not', [{ offset: 21, length: 3, text: 'x' }], ['10-20']],
    ];
  it('text in an empty region may be inside of it or behind it', () => {
    const found = rangesAfter(startReview(10, ''), [atStart]);
    assert.deepEqual(
      found.map(({ start, end }) => `${start}-${end}`),
      ['10-12', '10-10'],
    );
  });

  for (const [name, changes, ranges] of table) {
    it(name, () => {
      const found = rangesAfter(startReview(10, '0123456789'), changes);
      assert.deepEqual(
        found.map(({ start, end }) => `${start}-${end}`),
        ranges,
      );
    });
  }
});
