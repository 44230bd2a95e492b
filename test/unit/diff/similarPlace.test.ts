import assert from 'node:assert/strict';
import { searchedFile, similarPlace } from '../../../src/diff/similarPlace';

/** The place of a block in a file, both with a letter for each line and `-` for one without words. */
function placeOf(file: string, block: string): string | undefined {
  const place = similarPlace(searchedFile([...file]), [...block]);
  return place && file.slice(place.start, place.end);
}

describe('similarPlace', () => {
  const table: [what: string, file: string, block: string, place: string | undefined][] = [
    ['a part with a line changed', 'abcdefg', 'cxe', 'cde'],
    ['a part with a line more', 'abcdefg', 'cdxe', 'cde'],
    ['a part with a line less', 'abcdefg', 'ce', 'cde'],
    ['all of the file', 'abc', 'axc', 'abc'],
    ['a part in front of which and behind which lines are the same', 'xaxbcdxex', 'xbyd', 'xbcd'],
    ['the nearer one of two lines to begin with', 'zz-abcd-zz', 'z-abyd', 'z-abcd'],
    ['the nearer one of two lines to end with', 'zz-abcd-zz', 'abyd-z', 'abcd-z'],
    ['a part whose beginning is further away than it was', 'pp-------ab', 'pab', 'p-------ab'],
    ['a part whose end is further away than it was', 'ab-------ww', 'abw', 'ab-------w'],
    ['no part whose beginning is nowhere', 'abcdefg', 'xde', undefined],
    ['no part whose end is nowhere', 'abcdefg', 'dex', undefined],
    ['no part whose beginning comes behind it', 'abcxdefg', 'xabc', undefined],
    ['no part whose end comes in front of it', 'abxcdefg', 'cdex', undefined],
    ['no part whose first line would stay in front of it', 'axbcde', 'xabcde', undefined],
    ['no part of which less than half is there', 'abcdefg', 'cxyze', undefined],
    ['a part of which half is there', 'abcdefg', 'cxye', 'cde'],
    ['no part that is there twice', 'abcabc', 'abc', undefined],
    ['lines without words count for nothing', 'a-b-c-d', 'b-x-c', 'b-c'],
    ['no lines without words alone', '-ab', '-', undefined],
    ['nothing', 'abc', '', undefined],
    ['no part in two places', 'ab---------cd', 'abcd', undefined],
    ['no part that begins too far away', 'zz-------------abc', 'zabc', undefined],
    ['a part that begins just near enough', 'zz------------abc', 'zabc', 'z------------abc'],
  ];
  for (const [what, file, block, place] of table) {
    it(`${place === undefined ? 'finds' : 'finds the place of'} ${what}`, () => {
      assert.equal(placeOf(file, block), place);
    });
  }

  const linesOf = (file: readonly string[], block: readonly string[]): readonly string[] | undefined =>
    similarPlace(searchedFile(file), block)?.lines;

  it('indents the lines as they are in the file', () => {
    assert.deepEqual(linesOf(['  a', '    b', '  c'], ['a', '  x', '', 'c']), ['  a', '    x', '', '  c']);
    assert.deepEqual(linesOf(['a', '  b', 'c'], ['  a', '    x', '', '  c']), ['a', '  x', '', 'c']);
    assert.deepEqual(linesOf(['\ta', '\tb', '\tc'], ['  a', '  x', '  c']), ['  a', '  x', '  c']);
    assert.deepEqual(linesOf(['  a', '  b', '  c'], [' a', ' x', ' c']), ['  a', '  x', '  c']);
  });

  it('leaves lines that stand further to the left than the first one', () => {
    assert.deepEqual(linesOf(['a', ' b', ' c'], ['  a', ' x', '  b', '  c']), ['a', ' x', 'b', 'c']);
  });

  it('leaves lines that are in the file as they are, and new ones behind them', () => {
    const file = ['  a', 'b', 'c', '  d', '  e'];
    assert.deepEqual(linesOf(file, ['a', 'b', 'x', 'd', 'y', 'e']), ['  a', 'b', 'x', '  d', '  y', '  e']);
  });
});
