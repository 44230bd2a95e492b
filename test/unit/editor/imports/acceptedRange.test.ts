import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  afterChange,
  afterImport,
  type AcceptedRange,
  type LineChange,
} from '../../../../src/editor/imports/acceptedRange';

/** `⟦` and `⟧` stand around the accepted text. */
function rangeIn(marked: string): { text: string; range: AcceptedRange } {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const text = marked.replaceAll(/[⟦⟧]/g, '');
  return { text, range: placed(text, start, end) };
}

function placed(text: string, start: number, end: number): AcceptedRange {
  const line = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  return { start, end, firstLine: line(start), lastLine: line(end) };
}

function changeIn(text: string, offset: number, removed: number, inserted: string): LineChange {
  const { firstLine, lastLine } = placed(text, offset, offset + removed);
  return { offset, removed, text: inserted, firstLine, lastLine };
}

describe('afterImport', () => {
  it('moves the text down by what was inserted above it', () => {
    const { text, range } = rangeIn('one();\nlet a = ⟦foo(b);\nbar();⟧\n');
    const inserted = "import { foo } from 'foo';\n";
    assert.deepEqual(
      afterImport(range, changeIn(text, 0, 0, inserted)),
      placed(inserted + text, range.start + inserted.length, range.end + inserted.length),
    );
    assert.equal(afterImport(range, changeIn(text, range.end, 0, '\nmore')), range);
    assert.equal(afterImport(range, changeIn(text, range.start - 1, 3, 'x')), undefined);
  });
});

describe('afterChange', () => {
  const screen = 'one();\nlet a = ⟦foo(b);\nbar();⟧\nlast();\n';
  /** What is changed into what, and where the accepted text stands then. */
  const table: [what: string, old: string, now: string, expected: string | undefined][] = [
    ['typed behind it', 'bar();', 'bar(); x', 'foo(b);\nbar();'],
    ['typed in it', 'foo(b)', 'foo(bc)', 'foo(bc);\nbar();'],
    ['typed before it on its line', 'let a', 'const a', 'foo(b);\nbar();'],
    ['a line break in it', 'foo(b);', 'foo(\n  b);', 'foo(\n  b);\nbar();'],
    ['typed in a line above', 'one', 'two', undefined],
    ['typed in a line below', 'last', 'later', undefined],
    ['its beginning is cut', 'a = foo', 'a', undefined],
    ['its end is cut', 'bar();\nlast', 'x', undefined],
  ];
  for (const [what, old, now, expected] of table) {
    it(`${what}: ${expected === undefined ? 'over' : JSON.stringify(expected)}`, () => {
      const { text, range } = rangeIn(screen);
      const offset = text.indexOf(old);
      const after = afterChange(range, changeIn(text, offset, old.length, now));
      const newText = text.slice(0, offset) + now + text.slice(offset + old.length);
      // Only the part that differs counts, as an editor tells it.
      assert.equal(
        after && newText.slice(after.start, after.end).includes(expected ?? ''),
        expected ? true : undefined,
      );
    });
  }

  it('knows its lines whatever is typed', () => {
    const piece = fc.stringMatching(/^[a\n]{0,6}$/);
    fc.assert(
      fc.property(
        piece,
        piece,
        piece,
        fc.nat(),
        fc.nat(),
        piece,
        (left, inner, right, at, length, inserted) => {
          const text = left + inner + right;
          const range = placed(text, left.length, left.length + inner.length);
          const offset = at % (text.length + 1);
          const removed = length % (text.length - offset + 1);
          const after = afterChange(range, changeIn(text, offset, removed, inserted));
          if (!after) return;
          const now = text.slice(0, offset) + inserted + text.slice(offset + removed);
          assert.ok(after.start <= after.end && after.end <= now.length);
          const { firstLine, lastLine } = placed(now, after.start, after.end);
          // Lines that were typed on beside it count as its own.
          assert.ok(
            after.firstLine <= firstLine && lastLine <= after.lastLine,
            JSON.stringify({ after, now }),
          );
        },
      ),
      { seed: 17, numRuns: 2_000 },
    );
  });
});
