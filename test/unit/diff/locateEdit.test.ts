import assert from 'node:assert/strict';
import { locateEdit } from '../../../src/diff/locateEdit';
import { SearchedText } from '../../../src/diff/searchedText';

/** The text that was found, in brackets with the indentation it lacks, or why none was. */
function located(text: string, search: readonly string[]): string {
  const place = locateEdit(new SearchedText(text), search);
  if (place.kind !== 'found') return place.kind;
  const { start, end, indent } = place;
  return `${text.slice(0, start)}[${indent}|${text.slice(start, end)}]${text.slice(end)}`;
}

describe('locateEdit', () => {
  const table: [what: string, text: string, search: readonly string[], expected: string][] = [
    ['a line', 'a\nb\nc\n', ['b'], 'a\n[|b\n]c\n'],
    ['several lines', 'a\nb\nc\nd\n', ['b', 'c'], 'a\n[|b\nc\n]d\n'],
    ['the first line', 'a\nb\n', ['a'], '[|a\n]b\n'],
    ['the last line, which has no break', 'a\nb', ['b'], 'a\n[|b]'],
    ['the whole text', 'a\nb\n', ['a', 'b'], '[|a\nb\n]'],
    ['no line of that text', 'a\nb\n', ['c'], 'missing'],
    ['a part of a line', 'a b\n', ['a'], 'missing'],
    ['lines with others between', 'a\nx\nb\n', ['a', 'b'], 'missing'],
    ['lines that go on behind the end', 'a\nb\n', ['b', 'c'], 'missing'],
    ['lines that would begin above the text', 'b\na\n', ['a', 'b', 'b'], 'missing'],
    ['a line that stands there twice', 'a\nb\na\n', ['a'], 'ambiguous'],
    ['a line that stands there three times', 'a\na\na\n', ['a'], 'ambiguous'],
    ['one of two places, told by the next line', 'a\nb\na\nc\n', ['a', 'c'], 'a\nb\n[|a\nc\n]'],
    ['a rare line behind a frequent one', 'a\na\na\nb\n', ['a', 'b'], 'a\na\n[|a\nb\n]'],
    ['a line with spaces at its end', 'a\nb  \n', ['b'], 'a\n[|b  \n]'],
    ['a line that has lost them', 'a\nb\n', ['b  '], 'a\n[|b\n]'],
    ['the one that is the same to the letter', 'b \nb\n', ['b'], 'b \n[|b\n]'],
    ['one of two that are the same but for spaces', 'b \nb  \n', ['b'], 'ambiguous'],
    [
      'lines that all lack their indentation',
      '{\n  a\n\n    b\n}\n',
      ['a', '', '  b'],
      '{\n[  |  a\n\n    b\n]}\n',
    ],
    ['lines of which one lacks it', '{\n  a\n  b\n}\n', ['a', '  b'], 'missing'],
    ['a line with too much of it', '{\n  a\n}\n', ['    a'], 'missing'],
    ['lines that lack a tab, with a blank one in front', '{\n\n\ta\n', ['', 'a'], '{\n[\t|\n\ta\n]'],
    ['lines that lack it in two places, one of them further in', '  a\n    a\n', ['a'], 'ambiguous'],
    [
      'lines that lack it in one of two places, told by the next line',
      '  a\n  b\n    a\n    c\n',
      ['a', 'c'],
      '  a\n  b\n[    |    a\n    c\n]',
    ],
    [
      'the one that stands there with spaces at its end, and not the one further in',
      'a \n  a\n',
      ['a'],
      '[|a \n]  a\n',
    ],
    ['lines that are the same to the letter', 'a \nb\nx\na\nb\n', ['a', 'b'], 'a \nb\nx\n[|a\nb\n]'],
    [
      'lines with spaces at their ends, and not those further in',
      'a \nb\n  a\n  b\n',
      ['a', 'b'],
      '[|a \nb\n]  a\n  b\n',
    ],
    ['a blank line above the first one, where others are blank', 'a\n\n\n', ['', 'a'], 'missing'],
    ['a blank line below the last one, where others are blank', '\n\na\n', ['a', ''], 'missing'],
    ['nothing, in an empty text', '', [], '[|]'],
    ['nothing, in a blank text', ' \n\n', [''], '[| \n\n]'],
    ['a blank line above the first one', 'a\nb\n', ['', 'a'], 'missing'],
    ['a blank line below the last one', 'a\nb\n', ['b', ''], 'missing'],
    ['a line with another indentation', '\t\ta\n', ['  a'], 'missing'],
    ['white space, in a blank text', ' \n\n', [' '], '[| \n\n]'],
    ['nothing, in any other', 'a\n', ['', ' '], 'missing'],
  ];
  for (const [what, text, search, expected] of table) {
    it(`looks for ${what}`, () => assert.equal(located(text, search), expected));
  }

  it('looks where the rarest line stands, and nowhere else', () => {
    let read = 0;
    class Counted extends SearchedText {
      override get bare(): readonly string[] {
        read++;
        return super.bare;
      }
    }
    const text = `${'}\n'.repeat(5_000)}rare\n${'}\n'.repeat(5_000)}`;
    const place = locateEdit(new Counted(text), ['}', 'rare', '}']);
    assert.equal(place.kind, 'found');
    assert.ok(read < 20, `${read} looks`);
  });
});
