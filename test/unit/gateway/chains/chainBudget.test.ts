import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChainBudget } from '../../../../src/gateway/chains/chainBudget';
import { ChainStore, extendConversation } from '../../../../src/gateway/chains/chainStore';

const talk = (size: number) => extendConversation(undefined, [], size);

describe('ChainBudget', () => {
  it('forgets the conversation used longest ago, on whichever socket it is', () => {
    const budget = new ChainBudget(100);
    const a = new ChainStore(1_000, () => {}, budget);
    const b = new ChainStore(1_000, () => {}, budget);
    a.remember('1', 'a1', talk(40));
    b.remember('1', 'b1', talk(40));
    assert.ok(a.find('a1'));
    b.remember('2', 'b2', talk(40));
    assert.deepEqual(
      [a.find('a1') !== undefined, b.find('b1'), b.find('b2') !== undefined],
      [true, undefined, true],
    );
    assert.deepEqual([a.size, b.size, budget.size], [40, 40, 80]);
  });

  it('keeps nothing that is larger than all of it', () => {
    const budget = new ChainBudget(100);
    const store = new ChainStore(1_000, () => {}, budget);
    store.remember('1', 'r', talk(101));
    assert.deepEqual([store.find('r'), budget.size], [undefined, 0]);
  });

  it('has a socket’s share back when it is gone', () => {
    const budget = new ChainBudget(100);
    const store = new ChainStore(1_000, () => {}, budget);
    store.remember('1', 'r', talk(60));
    store.dispose();
    assert.deepEqual([store.find('r'), store.size, budget.size], [undefined, 0, 0]);
  });

  it('is the sum of all stores, and within its bound, whatever they do', () => {
    const step = fc.record({ store: fc.nat(2), lane: fc.nat(3), size: fc.nat(80), act: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const budget = new ChainBudget(200);
        const stores = [0, 1, 2].map(() => new ChainStore(120, () => {}, budget));
        steps.forEach(({ store: at, lane, size, act }, n) => {
          const store = stores[at] ?? assert.fail();
          if (act === 0) store.forget(`${at}.${lane}.${n - 1}`);
          else if (act === 1) store.find(`${at}.${lane}.${n - 1}`);
          else if (act === 2) store.dispose();
          else store.remember(String(lane), `${at}.${lane}.${n}`, talk(size));
          assert.equal(
            budget.size,
            stores.reduce((sum, { size: all }) => sum + all, 0),
          );
          assert.ok(budget.size <= 200);
        });
      }),
    );
  });
});
