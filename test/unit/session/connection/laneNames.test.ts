import assert from 'node:assert/strict';
import { LaneNames } from '../../../../src/session/connection/laneNames';
import type { Lane } from '../../../../src/session/lane';

describe('LaneNames', () => {
  it('uses the own name first, then further ones, then again what is idle', () => {
    const names = new LaneNames();
    const busy = new Set<string>();
    const take = (lane: Lane, most = 4): string | undefined => {
      const name = names.take(lane, most, other => busy.has(other));
      if (name !== undefined) busy.add(name);
      return name;
    };
    assert.deepEqual([take('inline'), take('inline'), take('chat')], ['inline', 'inline.2', 'chat']);
    busy.delete('inline');
    assert.equal(take('inline'), 'inline');
    assert.equal(take('edit'), 'edit');
    assert.equal(take('inline'), undefined, 'all four are busy');
    busy.delete('chat');
    assert.equal(take('inline'), 'chat', 'at the limit names are lent');
  });

  it('never goes beyond what the server has refused', () => {
    const names = new LaneNames();
    const take = (lane: Lane): string | undefined => names.take(lane, 32, () => false);
    assert.deepEqual([take('chat'), take('inline')], ['chat', 'inline']);
    assert.equal(names.refused('inline'), 1);
    assert.equal(take('inline'), 'chat');
  });
});
