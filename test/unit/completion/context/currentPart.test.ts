import assert from 'node:assert/strict';
import fc from 'fast-check';
import { currentPart } from '../../../../src/completion/context/currentPart';
import { lineTokens } from '../../../../src/common/tokenEstimate';

const alike = (count: number) => ({ count, text: () => 'abc' });

describe('currentPart', () => {
  it('is all of a document that the budget pays for', () => {
    for (const line of [0, 450, 899]) {
      assert.deepEqual(currentPart(alike(900), line, 900), { firstLine: 0, lastLine: 899 });
    }
  });

  it('is two thirds before the cursor and one behind it in a longer one', () => {
    const { firstLine, lastLine } = currentPart(alike(10_000), 5_000, 900);
    assert.ok(firstLine >= 4_400 && firstLine <= 4_700, String(firstLine));
    assert.equal(lastLine, 5_300);
  });

  it('reaches further on one side where there is nothing on the other', () => {
    assert.deepEqual(currentPart(alike(10_000), 0, 900), { firstLine: 0, lastLine: 900 });
    assert.deepEqual(currentPart(alike(10_000), 100, 900), { firstLine: 0, lastLine: 900 });
    // The first line is a multiple of 64: 9,152 is 143 times as much.
    assert.deepEqual(currentPart(alike(10_000), 9_999, 900), { firstLine: 9_152, lastLine: 9_999 });
    assert.deepEqual(currentPart(alike(10_000), 9_960, 900), { firstLine: 9_152, lastLine: 9_999 });
  });

  it('pays for the last line of the document too', () => {
    const lines = { count: 1_000, text: (line: number) => (line === 999 ? 'abc '.repeat(150) : 'abc') };
    assert.deepEqual(currentPart(lines, 998, 600), { firstLine: 576, lastLine: 999 });
  });

  it('begins at the same line whatever stands behind the cursor, where the document goes on', () => {
    const behind = (words: number) => ({
      count: 10_000,
      text: (line: number) => (line > 5_000 ? 'abc '.repeat(words) : 'abc'),
    });
    assert.equal(currentPart(behind(200), 5_000, 900).lastLine, 5_001);
    assert.equal(
      currentPart(behind(200), 5_000, 900).firstLine,
      currentPart(behind(1), 5_000, 900).firstLine,
    );
  });

  it('keeps the budget, the line of the cursor aside', () => {
    const text = fc.constantFrom('', 'abc', 'const value = compute(input, options);', '你好🙂');
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 150 }),
        fc.nat(),
        fc.nat(500),
        (all, at, budget) => {
          const line = at % all.length;
          const { firstLine, lastLine } = currentPart(
            { count: all.length, text: n => all[n] ?? '' },
            line,
            budget,
          );
          assert.ok(firstLine <= line && line <= lastLine && lastLine < all.length);
          const others = all.slice(firstLine, lastLine + 1).filter((_, n) => firstLine + n !== line);
          assert.ok(others.reduce((sum, each) => sum + lineTokens(each), 0) <= budget);
        },
      ),
    );
  });
});
