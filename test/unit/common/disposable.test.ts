import assert from 'node:assert/strict';
import { DisposableStore, toDisposable } from '../../../src/common/disposable';

describe('toDisposable', () => {
  it('cleans up once', () => {
    let count = 0;
    const disposable = toDisposable(() => count++);
    disposable.dispose();
    disposable.dispose();
    assert.equal(count, 1);
  });
});

describe('DisposableStore', () => {
  it('ends its items once, the last first', () => {
    const order: string[] = [];
    const store = new DisposableStore();
    const first = store.add(toDisposable(() => order.push('first')));
    store.add(toDisposable(() => order.push('second')));
    store.dispose();
    store.dispose();
    first.dispose();
    assert.deepEqual(order, ['second', 'first']);
  });

  it('ends at once what is added too late', () => {
    let ended = false;
    const store = new DisposableStore();
    store.dispose();
    store.add(toDisposable(() => (ended = true)));
    assert.equal(ended, true);
  });
});
