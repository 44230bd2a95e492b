import assert from 'node:assert/strict';
import { fimModel } from '../../../scripts/live/fimModel.mjs';

describe('The model with weights by chance', () => {
  it('is the same file each time, and says what it is', () => {
    const file = fimModel({ context: 4_096 });
    assert.equal(file.subarray(0, 4).toString(), 'GGUF');
    assert.ok(file.includes('<|fim_middle|>') && file.includes('<|file_sep|>'));
    assert.ok(file.equals(fimModel({ context: 4_096 })));
    assert.ok(!file.equals(fimModel({ context: 8_192 })));
  });

  it('holds as much data as its head announces', () => {
    const file = fimModel({ context: 4_096 });
    const tensors = Number(file.readBigUInt64LE(8));
    assert.equal(tensors, 12);
    assert.equal(file.length % 32, 0);
  });
});
