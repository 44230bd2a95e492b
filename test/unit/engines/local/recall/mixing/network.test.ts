import assert from 'node:assert/strict';
import fc from 'fast-check';
import { featureCount, placeCount } from '../../../../../../src/engines/local/recall/mixing/features';
import {
  chances,
  hidden,
  Network,
  readWeights,
  weightCount,
} from '../../../../../../src/engines/local/recall/mixing/network';
import { freeWeights, wordWeights } from '../../../../../../src/engines/local/recall/mixing/weights';

const score = fc.double({ min: -50, max: 50, noNaN: true });

describe('network', () => {
  it('turns scores into chances that sum to one together with none', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 40 }), score, (scores, none) => {
        const all = Float64Array.from(scores);
        const rest = chances(all, all.length, none);
        assert.ok(Math.abs(all.reduce((sum, each) => sum + each, rest) - 1) < 1e-9);
        for (const each of [...all, rest]) assert.ok(each >= 0 && each <= 1);
        for (const [at, each] of scores.entries())
          if (each > (scores[0] ?? 0)) assert.ok((all[at] ?? 0) >= (all[0] ?? 0));
      }),
    );
  });

  it('has as many weights as it needs, and scores rows each by itself', () => {
    assert.equal(weightCount, hidden * (featureCount + 1) + featureCount + placeCount);
    for (const text of [freeWeights, wordWeights]) {
      const weights = readWeights(text);
      assert.equal(weights.length, weightCount);
      const network = new Network(weights);
      const rows = Float32Array.from(
        { length: 3 * featureCount },
        (_, at) => Math.sin(at % featureCount) * (at < featureCount ? 1 : 0.5),
      );
      // The last ones describe the place and are the same in each row.
      for (let row = 1; row < 3; row++)
        rows.copyWithin((row + 1) * featureCount - placeCount, featureCount - placeCount, featureCount);
      const scores = new Float64Array(3);
      network.score(rows, 3, scores, Int16Array.of(-1, 3, 3));
      const alone = new Float64Array(1);
      network.score(rows.subarray(featureCount), 1, alone, Int16Array.of(3));
      assert.equal(scores[1], scores[2]);
      assert.equal(scores[1], alone[0]);
      assert.notEqual(scores[0], scores[1]);
    }
  });
});
