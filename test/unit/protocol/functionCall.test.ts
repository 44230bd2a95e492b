import assert from 'node:assert/strict';
import { functionCallOf } from '../../../src/protocol/functionCall';

const item = { id: 'fc_1', type: 'function_call', call_id: 'c1', name: 'read', arguments: '{"file":"a"}' };

describe('functionCallOf', () => {
  it('takes only whole calls for calls', () => {
    assert.deepEqual(functionCallOf(item), { callId: 'c1', name: 'read', arguments: '{"file":"a"}' });
    for (const wrong of [
      undefined,
      { ...item, type: 'custom_tool_call' },
      { ...item, call_id: null },
      { ...item, name: 7 },
      { ...item, arguments: {} },
    ]) {
      assert.equal(functionCallOf(wrong), undefined);
    }
  });
});
