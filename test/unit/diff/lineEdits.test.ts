import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineEdits } from '../../../src/diff/lineEdits';
import { splitLines } from '../../../src/diff/lines';
import { applyEdits } from '../../../src/diff/textEdit';

describe('edits of lines', () => {
  const table: readonly [what: string, before: string, after: string, edits: readonly string[]][] = [
    ['nothing', 'a\n', 'a\n', []],
    ['what differs in a line, without its break', 'let a;\nlet b;\n', 'let c;\nlet b;\n', ['4+1 c']],
    ['line by line', 'ab\ncd\n', 'aB\ncD\n', ['1+1 B', '4+1 D']],
    ['lines that are more', 'a\n', 'b\nc\nd\n', ['0+1 b', '2+0 c\nd\n']],
    ['lines that are fewer', 'a\nb\nc\n', 'x\n', ['0+1 x', '2+4 ']],
    ['lines from nothing', '', 'a\nb\n', ['0+0 a\nb\n']],
    ['nothing from lines', 'a\nb\n', '', ['0+4 ']],
    ['a last line that gets a break and one more behind it', 'a', 'a\nb', ['1+0 \nb']],
    ['a last line that is another one, with one more behind it', 'a', 'b\nc', ['0+1 b\nc']],
    ['another line break', 'a\r\nb\r\n', 'a\nb\n', ['1+2 \n', '4+2 \n']],
  ];
  for (const [what, before, after, edits] of table) {
    it(what, () => {
      const shown = lineEdits(before, after, 0).map(
        ({ offset, length, text }) => `${offset}+${length} ${text}`,
      );
      assert.deepEqual(shown, edits);
    });
  }

  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '😀'), maxLength: 12 });

  it('make one text of the other, ascending, apart, and without a break where the lines are as many', () => {
    fc.assert(
      fc.property(text, text, fc.nat(50), (before, after, offset) => {
        const edits = lineEdits(before, after, offset);
        assert.equal(applyEdits(' '.repeat(offset) + before, edits).slice(offset), after);
        for (const [n, edit] of edits.entries()) {
          const next = edits[n + 1];
          if (!next) break;
          assert.ok(edit.offset < next.offset && edit.offset + edit.length <= next.offset, 'no order');
        }
        const [old, now] = [splitLines(before), splitLines(after)];
        const ends = (lines: readonly string[]): string =>
          lines.map(line => /\r?\n?$/.exec(line)?.[0]).join();
        if (ends(old) !== ends(now)) return;
        for (const edit of edits) {
          const removed = before.slice(edit.offset - offset, edit.offset - offset + edit.length);
          assert.ok(!(removed + edit.text).includes('\n'), 'a line break is taken or brought');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
