import assert from 'node:assert/strict';
import { none, type Outcome } from '../../../bench/typing/outcome';
import { paceTable, strategyTable, type Results } from '../../../bench/typing/tables';

const outcome = (rightLine: number, requests: number): Outcome => ({
  ...none(),
  keys: 1000,
  rightLine,
  requests,
  possibleLine: 950,
});

/** Ours against two others; the first one is better. */
const results = (ours: number, best: number): Results => ({
  facts: { pace: { firstTokenMs: 150, tokensPerSecond: 1000 }, surprising: 0 },
  ours: outcome(ours, 60),
  plain: [
    ['serial', outcome(best, 900)],
    ['held', outcome(best - 10, 1000)],
  ],
});

describe('tables of the typing benchmark', () => {
  const verdicts: [ours: number, best: number, verdict: RegExp][] = [
    [900, 500, /on 1\.8 times .* at most 1\.9 times .*: met\.$/],
    [700, 500, /on 1\.4 times .* at most 1\.9 times .*: NOT MET\.$/],
    [940, 800, /on 1\.18 times .* at most 1\.19 times .*: NOT MET, as no engine could at this pace\.$/],
  ];
  for (const [ours, best, verdict] of verdicts) {
    it(`judges ${ours} against ${best}`, () => {
      const { notes, rows } = strategyTable(results(ours, best), []);
      assert.match(notes[0] ?? '', verdict);
      assert.match(notes[1] ?? '', /60; .* 1000: met/);
      assert.deepEqual(
        rows.map(row => row[1]),
        [ours, best, best - 10, 950].map(count => `${(count / 10).toFixed(1)} %`),
      );
    });
  }

  it('says what was missed of what is possible', () => {
    const { rows } = paceTable([results(931, 475)]);
    assert.deepEqual(rows, [['150 ms', '93.1 %', '47.5 %', 'serial', '95.0 %', 1.96, 2, '2.0 %', '50.0 %']]);
  });
});
