import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jaccard } from '../../../../src/completion/context/similarity';

const sorted = (numbers: Iterable<number>): Uint32Array => Uint32Array.from(new Set(numbers)).sort();
const set = fc.uniqueArray(fc.nat(40)).map(sorted);

describe('jaccard', () => {
  it('is what both share of what either has', () => {
    assert.equal(jaccard(sorted([1, 2, 3]), sorted([2, 3, 4])), 0.5);
    assert.equal(jaccard(sorted([]), sorted([])), 0);
    assert.equal(jaccard(sorted([1]), sorted([])), 0);
  });

  it('agrees with the definition', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const shared = [...a].filter(each => b.includes(each)).length;
        const all = new Set([...a, ...b]).size;
        assert.equal(jaccard(a, b), all === 0 ? 0 : shared / all);
        assert.equal(jaccard(a, b), jaccard(b, a));
        assert.equal(jaccard(a, a), a.length === 0 ? 0 : 1);
      }),
    );
  });
});
