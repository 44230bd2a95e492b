import assert from 'node:assert/strict';
import { scored } from '../../../bench/live-quality/score';

describe('what a suggestion at a held-out place is worth', () => {
  const held = 'total += price;\n  }';

  it('is how far it agrees with what was taken out', () => {
    const { kept, shown, firstLine } = scored({ held }, ['total += prices;']);
    assert.deepEqual({ kept, shown, firstLine }, { kept: 14, shown: 16, firstLine: false });
  });

  it('goes on into the next piece only where one is right', () => {
    assert.equal(scored({ held }, ['total += price;', '\n  }']).kept, held.length);
    assert.equal(scored({ held }, ['total += cost;', '\n  }']).kept, 9);
  });

  it('is no more for saying what stands behind the place already', () => {
    const { kept, firstLine } = scored({ held }, [`${held}\n  return total;`]);
    assert.deepEqual({ kept, firstLine }, { kept: held.length, firstLine: true });
  });

  it('is nothing where nothing is shown', () => {
    assert.deepEqual(scored({ held }, []), { pieces: [], shown: 0, kept: 0, firstLine: false });
  });
});
