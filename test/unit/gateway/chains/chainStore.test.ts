import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChainStore, conversationItems, extendConversation } from '../../../../src/gateway/chains/chainStore';

const item = (text: string) => ({ role: 'user', content: text });
const said = (text: string, size = 1) => extendConversation(undefined, [item(text)], size);

describe('ChainStore', () => {
  it('keeps of each lane only the latest response', () => {
    const store = new ChainStore(100);
    const first = said('first');
    store.remember('a', 'r1', first);
    store.remember('b', 'r2', said('second'));
    assert.equal(store.find('r1'), first);
    store.remember('a', 'r3', extendConversation(first, [item('third')], 1));
    assert.equal(store.find('r1'), undefined);
    assert.ok(store.find('r2'));
    assert.deepEqual(conversationItems(store.find('r3')), [item('first'), item('third')]);
  });

  it('knows the default lane as a lane of its own', () => {
    const store = new ChainStore(100);
    store.remember(undefined, 'r1', said('x'));
    store.remember('undefined', 'r2', said('y'));
    assert.ok(store.isLatest(undefined, 'r1'));
    assert.ok(store.isLatest('undefined', 'r2'));
  });

  it('forgets the lane used longest ago when memory runs out; looking at one keeps it', () => {
    const store = new ChainStore(10);
    store.remember('a', 'r1', said('x', 4));
    store.remember('b', 'r2', said('y', 4));
    store.find('r1');
    store.remember('c', 'r3', said('z', 4));
    assert.deepEqual(
      ['r1', 'r2', 'r3'].map(id => store.find(id) !== undefined),
      [true, false, true],
    );
  });

  it('does not keep a conversation that is larger than all of its memory', () => {
    const store = new ChainStore(10);
    store.remember('a', 'r1', said('x', 11));
    assert.equal(store.find('r1'), undefined);
    assert.equal(store.size, 0);
  });

  it('hands an attachment out once, and to nobody but the lane it is of', () => {
    const lost: string[] = [];
    const store = new ChainStore<string>(10, text => lost.push(text));
    store.remember('a', 'r1', said('x'), 'held');
    assert.equal(store.takeAttachment('b', 'r1'), undefined);
    assert.equal(store.takeAttachment('a', 'r0'), undefined);
    assert.equal(store.takeAttachment('a', 'r1'), 'held');
    assert.equal(store.takeAttachment('a', 'r1'), undefined);
    store.remember('a', 'r2', said('x'), 'lost');
    store.remember('a', 'r3', said('x'));
    assert.deepEqual(lost, ['lost']);
  });

  it('counts its size right, whatever is remembered and forgotten', () => {
    const lane = fc.constantFrom(undefined, 'a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.tuple(lane, fc.nat(60), fc.boolean())), steps => {
        const store = new ChainStore(100);
        const sizes = new Map<string, number>();
        for (const [index, [name, size, forget]] of steps.entries()) {
          store.remember(name, `r${index}`, said('', size));
          sizes.set(`r${index}`, size);
          if (forget) store.forget(`r${index - 1}`);
          assert.ok(store.size <= 100);
        }
        const kept = [...sizes].filter(([id]) => store.find(id) !== undefined);
        assert.equal(
          kept.reduce((sum, [, size]) => sum + size, 0),
          store.size,
        );
        assert.ok(kept.length <= 4);
      }),
    );
  });
});
