import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SearchedText } from '../../../src/diff/searchedText';

describe('SearchedText', () => {
  const table: [text: string, bare: readonly string[], starts: readonly number[]][] = [
    ['', [], [0]],
    ['a', ['a'], [0, 1]],
    ['a\n', ['a'], [0, 2]],
    ['a\n\nb', ['a', '', 'b'], [0, 2, 3, 4]],
    ['a\r\n\r\nb\r', ['a', '', 'b\r'], [0, 3, 5, 7]],
    ['\nb', ['', 'b'], [0, 1, 2]],
    ['\r\nb', ['', 'b'], [0, 2, 3]],
  ];
  for (const [text, bare, starts] of table) {
    it(`knows the lines of ${JSON.stringify(text)} and where they begin`, () => {
      const searched = new SearchedText(text);
      assert.deepEqual(searched.bare, bare);
      assert.deepEqual(
        starts.map((_, line) => searched.startOf(line)),
        starts,
      );
    });
  }

  it('finds each line but for the white space around it', () => {
    const line = fc.constantFrom('a', '  a', 'a\t', 'b', '', '  ', 'a b');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), line, (lines, wanted) => {
        const searched = new SearchedText(lines.map(each => `${each}\n`).join(''));
        const places = lines.flatMap((each, at) => (each.trim() === wanted.trim() ? [at] : []));
        assert.deepEqual([...searched.placesOf(wanted)], places);
        assert.equal(searched.countOf(wanted), places.length);
        assert.equal(searched.isBlank, lines.join('').trim() === '');
      }),
    );
  });
});
