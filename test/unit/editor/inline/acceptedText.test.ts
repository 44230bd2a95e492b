import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { cursorBehind } from '../../../../src/editor/inline/acceptedText';

/** Where VS Code puts the cursor behind a text that it has inserted at an offset: it counts code points. */
function asVsCodeCounts(offset: number, text: string): number {
  const line = text.lastIndexOf('\n') + 1;
  const at = line + [...text.slice(line)].length;
  // Inside of a pair it goes before it.
  const isInside = /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '');
  return offset + at - (isInside ? 1 : 0);
}

const piece = fc.constantFrom('a', ' ', '\n', '\r\n', '\t', '🎉', '👩‍👧', 'e\u0301', '𝒳', '🇩🇪', ');', '字');
const anyText = fc.array(piece, { minLength: 1, maxLength: 20 }).map(pieces => pieces.join(''));

describe('cursorBehind', () => {
  it('knows for every part of every text where the cursor belongs when VS Code puts it elsewhere', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), fc.nat(1000), (text, a, b, at) => {
        const ends = [a % (text.length + 1), b % (text.length + 1)];
        const [from, to] = [Math.min(...ends), Math.max(...ends)];
        const part = text.slice(from, to);
        // VS Code accepts whole characters only.
        fc.pre(!/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(part));
        const put = asVsCodeCounts(at + from, part);
        const end = at + to;
        const cursor = cursorBehind({ offset: at + from, removed: 0, text: part }, [
          { at, text, replaces: '' },
        ]);
        if (put === end) return;
        assert.equal(cursor?.offset, end);
        assert.ok(end - put <= (cursor?.shortBy ?? 0), 'so far to the left it may be');
      }),
      { seed: 20261129, numRuns: 5_000 },
    );
  });

  const offered = [{ at: 10, text: "'🎉')", replaces: ')' }];
  it('leaves what stood there already right of the cursor', () => {
    assert.equal(cursorBehind({ offset: 10, removed: 1, text: "'🎉')" }, offered)?.offset, 14);
  });

  it('has nothing to say of other texts, and of those that VS Code counts right', () => {
    assert.equal(cursorBehind({ offset: 10, removed: 0, text: '🎉' }, offered), undefined);
    assert.equal(cursorBehind({ offset: 10, removed: 0, text: "'" }, offered), undefined);
    assert.equal(cursorBehind({ offset: 3, removed: 0, text: "'🎉" }, offered), undefined);
  });
});
