import assert from 'node:assert/strict';
import { activationTime, gatewayPids } from '../../../scripts/host/extensionLog.mjs';

describe("the extension's log", () => {
  const text = [
    '2026-01-01 10:00:00.000 [info] activated in 3.7 ms',
    '2026-01-01 10:00:01.000 [info] gateway started pid=41 url=ws://127.0.0.1:1/v1/responses',
    '2026-01-01 10:00:02.000 [info] gateway ended pid=41 signal=SIGKILL',
    '2026-01-01 10:00:03.000 [info] gateway started pid=42 url=ws://127.0.0.1:2/v1/responses',
  ].join('\n');

  it('tells the activation time', () => {
    assert.equal(activationTime(text), 3.7);
    assert.equal(activationTime('nothing yet'), undefined);
  });

  it('names the gateways, oldest first', () => {
    assert.deepEqual(gatewayPids(text), [41, 42]);
  });
});
