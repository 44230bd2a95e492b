import assert from 'node:assert/strict';
import { holdHeaders, holdPath, noncePattern, signedBy } from '../../../src/protocol/hold';

// Gateways and clients of two versions may meet on one computer.
describe('How a client holds on to a gateway', () => {
  it('is asked for at the same place, in the same words', () => {
    assert.equal(holdPath, '/hold');
    assert.deepEqual(holdHeaders, { nonce: 'x-codex-spark-nonce', proof: 'x-codex-spark-proof' });
  });

  it('is signed by each side in its own name', () => {
    assert.equal(signedBy('client', 'ab'), 'codex-spark client ab');
    assert.equal(signedBy('gateway', 'ab'), 'codex-spark gateway ab');
  });

  it('takes a number of 32 bytes', () => {
    assert.match('0123456789abcdef'.repeat(4), noncePattern);
    for (const other of [
      'a'.repeat(63),
      'a'.repeat(65),
      'g'.repeat(64),
      ` ${'a'.repeat(64)}`,
      `${'a'.repeat(64)}\n`,
    ])
      assert.doesNotMatch(other, noncePattern);
  });
});
