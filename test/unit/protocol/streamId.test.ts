import assert from 'node:assert/strict';
import { defaultLane, isLaneOf, streamIdField, streamIdOf } from '../../../src/protocol/streamId';

describe('stream_id', () => {
  it('stands where it is put, and not at all on the default lane', () => {
    const frame = (id: string | undefined): string => JSON.stringify({ a: 1, ...streamIdField(id), b: 2 });
    assert.equal(frame('edit-2'), '{"a":1,"stream_id":"edit-2","b":2}');
    assert.equal(frame(undefined), '{"a":1,"b":2}');
    assert.equal(frame(defaultLane), '{"a":1,"b":2}');
  });
  it('is read from a frame that has one', () => {
    assert.equal(streamIdOf({ stream_id: 'edit-2' }), 'edit-2');
    assert.equal(streamIdOf({ stream_id: null }), undefined);
    assert.equal(streamIdOf({}), undefined);
  });
  it('tells a further lane of a kind, by whoever it was numbered', () => {
    for (const id of ['inline', 'inline-2', 'inline-context', 'inline.2', 'inline-2.3'])
      assert.ok(isLaneOf(id, 'inline'), id);
    for (const id of ['', 'inlines', 'chat', 'in']) assert.ok(!isLaneOf(id, 'inline'), id);
  });
});
