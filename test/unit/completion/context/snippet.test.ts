import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cut, snippet } from '../../../../src/completion/context/snippet';
import { hasHalfCharacter } from '../../../support/completion/filterProperties';
import { openFile } from '../../../support/completion/textLines';

describe('snippet', () => {
  it('counts lines from 1 and leaves out empty ones at its ends', () => {
    const { lines, text } = snippet(openFile('a.ts', 'a\n \t\nb\n\nc\n  \n'), 1, 5);
    assert.deepEqual([lines, text], [{ first: 3, last: 5 }, 'b\n\nc']);
  });

  it('is one empty line where there is nothing else', () => {
    const { lines, text } = snippet(openFile('a.ts', '\n\n\n'), 0, 3);
    assert.deepEqual([lines.first === lines.last, text], [true, '']);
  });

  it('cuts lines of data', () => {
    const { text } = snippet(openFile('a.ts', `${'x'.repeat(501)}\n${'y'.repeat(500)}`), 0, 1);
    assert.equal(text, `${'x'.repeat(500)}\n${'y'.repeat(500)}`);
  });

  it('stays inside the file', () =>
    assert.deepEqual(snippet(openFile('a.ts', 'a\nb'), -5, 9).lines, { first: 1, last: 2 }));

  it('never cuts a character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
        const kept = cut(text, length);
        assert.ok(text.startsWith(kept) && kept.length <= length && !hasHalfCharacter(kept));
      }),
    );
  });
});
