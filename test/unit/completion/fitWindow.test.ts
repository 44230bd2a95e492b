import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitWindow } from '../../../src/completion/fitWindow';

/** Fits a window over lines of these lengths, with the cursor at the start of `line`. */
function fit(lengths: readonly number[], line: number) {
  const sum = (from: number, to: number): number =>
    lengths.slice(from, to).reduce((all, length) => all + length, 0);
  const window = { firstLine: 0, lastLine: lengths.length - 1 };
  const bounds = { maxPrefix: 1000, maxSuffix: 500 };
  const fitted = fitWindow(
    window,
    line,
    first => sum(first, line),
    last => sum(line, last + 1),
    bounds,
  );
  return { ...fitted, prefix: sum(fitted.firstLine, line), suffix: sum(line, fitted.lastLine + 1) };
}

describe('fitWindow', () => {
  it('leaves ordinary code alone', () => {
    const { firstLine, lastLine } = fit(Array<number>(40).fill(10), 20);
    assert.deepEqual([firstLine, lastLine], [0, 39]);
  });

  it('leaves out a huge line above, and what stands before it', () => {
    const { firstLine } = fit([...Array<number>(10).fill(10), 5_000_000, ...Array<number>(20).fill(10)], 30);
    assert.equal(firstLine, 15);
  });

  it('keeps within bounds, and never gives up the line of the cursor', () => {
    const length = fc.oneof(fc.nat(30), fc.nat(5000));
    fc.assert(
      fc.property(fc.array(length, { minLength: 1, maxLength: 120 }), fc.nat(), (lengths, at) => {
        const line = at % lengths.length;
        const { firstLine, lastLine, prefix, suffix } = fit(lengths, line);
        assert.ok(firstLine <= line && line <= lastLine);
        assert.ok(prefix <= 1000 || firstLine === line);
        assert.ok(suffix <= 500 || lastLine === line);
      }),
    );
  });
});
