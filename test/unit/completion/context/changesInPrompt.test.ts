import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateTokens } from '../../../../src/common/tokenEstimate';
import { ChangesInPrompt, type ShownChange } from '../../../../src/completion/context/changesInPrompt';

const change = (
  time: number,
  path = 'a.ts',
  diff = `@@ -1,1 +1,1 @@\n-old${time}\n+new${time}`,
): ShownChange => ({
  path,
  diff,
  time,
});

describe('ChangesInPrompt', () => {
  it('names a file once for changes that follow each other, the newest last', () => {
    const form = new ChangesInPrompt().form([change(1), change(2), change(3, 'b.ts')], 500);
    assert.equal(
      form?.text,
      [
        '--- a/a.ts',
        '+++ b/a.ts',
        '@@ -1,1 +1,1 @@',
        '-old1',
        '+new1',
        '@@ -1,1 +1,1 @@',
        '-old2',
        '+new2',
        '--- a/b.ts',
        '+++ b/b.ts',
        '@@ -1,1 +1,1 @@',
        '-old3',
        '+new3',
      ].join('\n'),
    );
  });

  it('is nothing without changes, without a budget, and for one change that is too large', () => {
    assert.equal(new ChangesInPrompt().form([], 500), undefined);
    assert.equal(new ChangesInPrompt().form([change(1)], 0), undefined);
    assert.equal(new ChangesInPrompt().form([change(1, 'a.ts', '+word '.repeat(600))], 500), undefined);
  });

  const small = (time: number): ShownChange => change(time, 'a.ts', `+${time} x`);
  const tokensOf = (changes: readonly ShownChange[]): number =>
    estimateTokens(new ChangesInPrompt().form(changes, 1_000)?.text ?? '');

  it('leaves out what is more than half of the budget by itself, with the name of its file', () => {
    const path = `${'long/'.repeat(20)}a.ts`;
    const tokens = tokensOf([{ ...small(1), path }]);
    const told = (budget: number): boolean =>
      new ChangesInPrompt().form([{ ...small(1), path }], budget) !== undefined;
    assert.deepEqual([told(2 * tokens), told(2 * tokens - 1)], [true, false]);
  });

  it('lets the oldest go once they become too many, down to half of the budget, and keeps those it has kept', () => {
    const all = Array.from({ length: 11 }, (_, at) => small(at + 10));
    const shown = new ChangesInPrompt();
    const told = (changes: readonly ShownChange[], budget: number): readonly string[] =>
      shown.form(changes, budget)?.text.match(/^\+\d+ x/gm) ?? [];
    const diffs = (changes: readonly ShownChange[]): string[] => changes.map(({ diff }) => diff);
    const budget = tokensOf(all);
    assert.deepEqual(told(all, budget), diffs(all));
    const half = (budget - 1) / 2;
    assert.ok(tokensOf(all.slice(-3)) <= half && half < tokensOf(all.slice(-4)));
    assert.deepEqual(told(all, budget - 1), diffs(all.slice(-3)));
    assert.deepEqual(told(all, budget - 1), diffs(all.slice(-3)));
    assert.deepEqual(told([...all, small(21)], budget - 1), diffs([...all.slice(-3), small(21)]));
  });

  it('keeps within the budget, ends with the newest, and mostly begins as the one before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a.ts', 'b.ts'), fc.integer({ min: 1, max: 30 })), {
          minLength: 30,
          maxLength: 60,
        }),
        steps => {
          const shown = new ChangesInPrompt();
          const all: ShownChange[] = [];
          let before = '';
          let anew = 0;
          steps.forEach(([path, words], time) => {
            all.push(change(time, path, `@@ -${time} @@\n+${'word '.repeat(words)}${time}`));
            const text = shown.form(all, 300)?.text ?? '';
            assert.ok(estimateTokens(text) <= 300);
            assert.ok(text.endsWith(`${time}`));
            if (!text.startsWith(before)) anew++;
            before = text;
          });
          assert.ok(anew <= steps.length / 3, `${anew} of ${steps.length}`);
        },
      ),
      { seed: 19, numRuns: 200 },
    );
  });
});
