import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultWindowSize, lineWindow } from '../../../src/completion/window';

describe('lineWindow', () => {
  it('is the whole of a short document', () =>
    assert.deepEqual(lineWindow(3, 10), { firstLine: 0, lastLine: 9 }));
  it('works for an empty one', () => assert.deepEqual(lineWindow(0, 1), { firstLine: 0, lastLine: 0 }));
  it('stays put while typing goes down many lines', () => {
    const starts = new Set(Array.from({ length: 60 }, (_, i) => lineWindow(1020 + i, 30_000).firstLine));
    assert.equal(starts.size, 1);
  });
  it('is bounded, inside the document, and holds the cursor', () => {
    const { linesBefore, linesAfter, snap } = defaultWindowSize;
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (line, extra) => {
        const lineCount = line + extra + 1;
        const { firstLine, lastLine } = lineWindow(line, lineCount);
        assert.ok(0 <= firstLine && firstLine <= line && line <= lastLine && lastLine < lineCount);
        assert.ok(line - firstLine < linesBefore + snap && lastLine - line <= linesAfter);
      }),
    );
  });
});
