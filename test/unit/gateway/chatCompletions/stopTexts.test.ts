import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StopTexts } from '../../../../src/gateway/chatCompletions/stopTexts';

/** The answer that comes of some pieces. */
function answer(pieces: readonly string[], texts: readonly string[]): { text: string; found: boolean } {
  const stops = new StopTexts(texts);
  let all = '';
  for (const piece of pieces) {
    const { text, found } = stops.push(piece);
    all += text;
    if (found) return { text: all, found };
  }
  return { text: all + stops.rest(), found: false };
}

/** The same by looking at everything at once: the text that ends first, and of those the longest. */
function wanted(all: string, texts: readonly string[]): { text: string; found: boolean } {
  const ends = texts.flatMap(text => {
    const at = all.indexOf(text);
    return at < 0 ? [] : [{ at, end: at + text.length }];
  });
  const first = ends.toSorted((a, b) => a.end - b.end || a.at - b.at)[0];
  return first ? { text: all.slice(0, first.at), found: true } : { text: all, found: false };
}

describe('StopTexts', () => {
  const rows: readonly [string, readonly string[], readonly string[], string, boolean][] = [
    ['nothing to look for', ['one ', 'two'], [], 'one two', false],
    ['within a piece', ['one END two'], ['END'], 'one ', true],
    ['over three pieces', ['one E', 'N', 'D two'], ['END'], 'one ', true],
    ['at the very beginning', ['END'], ['END'], '', true],
    ['only the beginning of it', ['one EN'], ['END'], 'one EN', false],
    ['a beginning within a beginning', ['aaa', 'ab'], ['aab'], 'aa', true],
    ['the first of several', ['a\n', '\nb```'], ['```', '\n\n'], 'a', true],
    ['one that ends with another', ['xaby'], ['b', 'ab'], 'x', true],
  ];
  for (const [name, pieces, texts, text, found] of rows) {
    it(name, () => assert.deepEqual(answer(pieces, texts), { text, found }));
  }

  it('tells at once what cannot be part of a text that is looked for', () => {
    const stops = new StopTexts(['\n\n']);
    assert.deepEqual(stops.push('one\n'), { text: 'one', found: false });
    assert.deepEqual(stops.push('two'), { text: '\ntwo', found: false });
  });

  it('finds the same however an answer is cut into pieces', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(few, { maxLength: 12 }),
        fc.array(
          few.filter(text => text !== ''),
          { maxLength: 4 },
        ),
        (pieces, texts) => assert.deepEqual(answer(pieces, texts), wanted(pieces.join(''), texts)),
      ),
      { numRuns: 2_000, seed: 21 },
    );
  });
});
