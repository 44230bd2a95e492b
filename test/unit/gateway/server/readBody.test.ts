import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { readBody, type BodyBounds } from '../../../../src/gateway/server/readBody';
import { ManualClock } from '../../../support/manualClock';

function arriving(bounds: Partial<BodyBounds> = {}, headers: Readonly<Record<string, string>> = {}) {
  const clock = new ManualClock();
  const abort = new AbortController();
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, headers);
  const body = readBody(request, {
    maxBytes: 100,
    idleMs: 1_000,
    grow: () => true,
    clock,
    signal: abort.signal,
    ...bounds,
  });
  const send = async (piece: string | Buffer | null): Promise<void> => {
    request.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
    await new Promise(resolve => setImmediate(resolve));
  };
  return { clock, abort, body, send, request };
}

describe('readBody', () => {
  it('puts the pieces together, characters that are cut in two included', async () => {
    const { body, send, clock } = arriving();
    for (const byte of Buffer.from('{"a":"é"}')) await send(Buffer.from([byte]));
    await send(null);
    assert.deepEqual(await body, { text: '{"a":"é"}' });
    assert.equal(clock.pending, 0);
  });

  it('waits for each piece, but not for ever', async () => {
    const { body, send, clock } = arriving();
    for (let n = 0; n < 5; n++) {
      await send('x');
      clock.tick(999);
    }
    clock.tick(1);
    assert.deepEqual(await body, { problem: 'stalled' });
    await send('what still comes is taken');
    assert.equal(clock.pending, 0);
  });

  it('gives up when it is too large, or said to be', async () => {
    const { body, send, clock } = arriving();
    await send('x'.repeat(60));
    await send('x'.repeat(60));
    assert.deepEqual(await body, { problem: 'too-large' });
    assert.equal(clock.pending, 0);
    const announced = arriving({}, { 'content-length': '101' });
    assert.deepEqual(await announced.body, { problem: 'too-large' });
  });

  it('gives up when there is no room, when the gateway goes, and when the client is gone', async () => {
    const taken: number[] = [];
    const full = arriving({ grow: bytes => taken.push(bytes) < 2 });
    await full.send('abc');
    await full.send('de');
    assert.deepEqual([await full.body, taken], [{ problem: 'no-room' }, [3, 2]]);
    const going = arriving();
    going.abort.abort();
    assert.deepEqual(await going.body, { problem: 'aborted' });
    const gone = arriving();
    gone.request.destroy();
    assert.deepEqual(await gone.body, { problem: 'gone' });
    assert.equal(full.clock.pending + going.clock.pending + gone.clock.pending, 0);
  });
});
