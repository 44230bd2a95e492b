import assert from 'node:assert/strict';
import fc from 'fast-check';
import { windowBudget } from '../../../src/completion/context/budget';
import { lineTokens } from '../../../src/common/tokenEstimate';
import { lineWindow, type Lines } from '../../../src/completion/window';
import { hasHalfCharacter } from '../../support/completion/filterProperties';

const linesOf = (all: readonly string[]): Lines => ({ count: all.length, text: line => all[line] ?? '' });
const alike = (count: number, text = '  const value = compute(input);'): Lines => ({
  count,
  text: () => text,
});
const budget = windowBudget;

describe('lineWindow', () => {
  it('is the whole of a short document', () =>
    assert.deepEqual(lineWindow(alike(10), 3, budget), { firstLine: 0, lastLine: 9 }));

  it('works for an empty one', () =>
    assert.deepEqual(lineWindow(alike(1, ''), 0, budget), { firstLine: 0, lastLine: 0 }));

  it('stays put while typing goes down many lines', () => {
    const starts = new Set(
      Array.from({ length: 60 }, (_, i) => lineWindow(alike(30_000), 1020 + i, budget).firstLine),
    );
    assert.ok(starts.size <= 2, [...starts].join());
  });

  it('reads no more of a document than it takes', () => {
    let read = 0;
    const counted = { count: 1_000_000, text: () => `line ${++read}` };
    lineWindow(counted, 500_000, { prefix: 100, suffix: 50 });
    assert.ok(read <= 152, String(read));
  });

  it('leaves out a huge line above, and what stands before it', () => {
    const lines = [...Array<string>(40).fill('a'), 'x+y'.repeat(1_000_000), ...Array<string>(20).fill('a')];
    assert.deepEqual(lineWindow(linesOf(lines), 60, { prefix: 100, suffix: 10 }).firstLine, 48);
  });

  it('keeps its end while one types in the line of the cursor', () => {
    const with_ = (line: string): number =>
      lineWindow(linesOf([line, ...Array<string>(50).fill('a b c')]), 0, { prefix: 10, suffix: 30 }).lastLine;
    assert.equal(with_('f('), with_('f("a long text that was typed and closed", [])'));
  });

  it('keeps the budget, holds the cursor, uses most of what it may, and leaves every character whole', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('', '}', '  return 🙂;', '你好', '\tfoo(bar, baz);', 'x+y'.repeat(500)),
    );
    fc.assert(
      fc.property(
        fc.array(
          line.map(text => text.replace(/[\r\n]/g, '')),
          { minLength: 1, maxLength: 200 },
        ),
        fc.nat(),
        fc.record({ prefix: fc.nat(400), suffix: fc.nat(200) }),
        (all, place, small) => {
          const at = place % all.length;
          const { firstLine, lastLine } = lineWindow(linesOf(all), at, small);
          assert.ok(0 <= firstLine && firstLine <= at && at <= lastLine && lastLine < all.length);
          const sum = (from: number, to: number): number =>
            all.slice(from, to).reduce((tokens, text) => tokens + lineTokens(text), 0);
          assert.ok(sum(firstLine, at) <= small.prefix);
          assert.ok(sum(at + 1, lastLine + 1) <= small.suffix);
          // One line more would be too much behind; before, no more than half of the lines are given up.
          if (lastLine < all.length - 1) assert.ok(sum(at + 1, lastLine + 2) > small.suffix);
          const twice = at - 2 * (at - firstLine) - 2;
          if (twice >= 0) assert.ok(sum(twice, at) > small.prefix);
          const before = all.slice(0, firstLine).join('\n');
          const window = all.slice(firstLine, lastLine + 1).join('\n');
          const behind = all.slice(lastLine + 1).join('\n');
          assert.equal(
            [...(firstLine > 0 ? [before] : []), window, ...(lastLine < all.length - 1 ? [behind] : [])].join(
              '\n',
            ),
            all.join('\n'),
          );
          assert.equal(hasHalfCharacter(window), all.slice(firstLine, lastLine + 1).some(hasHalfCharacter));
        },
      ),
    );
  });
});
