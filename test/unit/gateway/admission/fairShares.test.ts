import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FairShares, type Share } from '../../../../src/gateway/admission/fairShares';

/** Takes one after the other until there is no more; how many that were. */
function takeAll(shares: FairShares, client: string): number {
  let count = 0;
  while (shares.share(client).grow(1)) count++;
  return count;
}

describe('FairShares', () => {
  it('leaves something to whoever comes next, whatever the others take', () => {
    const shares = new FairShares(1000);
    const taken = ['anna', 'ben', 'cleo', 'dora', 'emil'].map(name => takeAll(shares, name));
    assert.deepEqual(taken, [500, 250, 125, 63, 31]);
    assert.equal(takeAll(shares, 'fritz'), 16);
  });

  it('gives all to the only client there is', () => {
    assert.equal(takeAll(new FairShares(1000, () => false), 'anna'), 1000);
  });

  it('gives back what is over, once', () => {
    const shares = new FairShares(10);
    const share = shares.share('anna');
    assert.ok(share.grow(5));
    assert.ok(!share.grow(1));
    share.shrink(2);
    assert.equal(shares.used, 3);
    share.dispose();
    share.shrink(3);
    share.dispose();
    assert.equal(shares.used, 0);
    assert.ok(!share.grow(1), 'a share that is over takes nothing');
  });

  it('never gives more than there is, refuses nobody for others as long as half is free, and loses nothing', () => {
    const step = fc.record({
      who: fc.integer({ min: 0, max: 5 }),
      amount: fc.integer({ min: 1, max: 40 }),
      does: fc.constantFrom('open', 'grow', 'shrink', 'dispose'),
      which: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), steps => {
        const shares = new FairShares(100);
        const open: { who: number; held: number; share: Share }[] = [];
        const sum = (of = open): number => of.reduce((total, { held }) => total + held, 0);
        for (const { who, amount, does, which } of steps) {
          if (does === 'open') open.push({ who, held: 0, share: shares.share(String(who)) });
          const at = which % Math.max(1, open.length);
          const chosen = open[at];
          if (!chosen) continue;
          if (does === 'grow') {
            const own = sum(open.filter(other => other.who === chosen.who));
            const fits = own + amount <= 100 - sum();
            assert.equal(chosen.share.grow(amount), fits);
            if (fits) chosen.held += amount;
          } else if (does === 'shrink') {
            const less = Math.min(amount, chosen.held);
            chosen.share.shrink(less);
            chosen.held -= less;
          } else if (does === 'dispose') {
            chosen.share.dispose();
            open.splice(at, 1);
          }
          assert.equal(shares.used, sum());
        }
        for (const { share } of open) share.dispose();
        assert.equal(shares.used, 0);
      }),
      { seed: 20_261_129, numRuns: 2_000 },
    );
  });
});
