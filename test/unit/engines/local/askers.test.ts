import assert from 'node:assert/strict';
import { Askers } from '../../../../src/engines/local/askers';

describe('those who ask the embedded engine', () => {
  let ended: number[] = [];
  let made = 0;
  const askers = () => {
    ended = [];
    made = 0;
    return new Askers(() => {
      const number = ++made;
      return { number, dispose: () => void ended.push(number) };
    });
  };

  it('have each what is theirs, and those without a connection one thing together', () => {
    const all = askers();
    const [one, other] = [new AbortController().signal, new AbortController().signal];
    assert.equal(all.of(one).number, 1);
    assert.equal(all.of(other).number, 2);
    assert.equal(all.of(undefined).number, 3);
    assert.equal(all.of(one).number, 1);
    assert.equal(all.of(undefined).number, 3);
    all.dispose();
    assert.deepEqual(ended.sort(), [1, 2, 3]);
  });

  it('are forgotten when their connection is gone', () => {
    const all = askers();
    const [one, other] = [new AbortController(), new AbortController()];
    all.of(one.signal);
    all.of(other.signal);
    one.abort();
    assert.deepEqual(ended, [1]);
    assert.throws(() => all.of(one.signal));
    assert.equal(all.of(other.signal).number, 2);
  });

  it('are sixteen at most: who asked longest ago is forgotten, and may ask again', () => {
    const all = askers();
    const connections = Array.from({ length: 17 }, () => new AbortController().signal);
    for (const connection of connections.slice(0, 16)) all.of(connection);
    all.of(connections[0]);
    all.of(connections[16]);
    assert.deepEqual(ended, [2]);
    assert.equal(all.of(connections[0]).number, 1);
    assert.equal(all.of(connections[1]).number, 18);
  });
});
