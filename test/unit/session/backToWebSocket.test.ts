import assert from 'node:assert/strict';
import type { SessionOptions } from '../../../src/session/session';
import { harness, settle } from '../../support/session/harness';

/** A session whose endpoint answered 426. */
async function overHttp(options: Partial<SessionOptions> = {}) {
  const all = harness({ httpPost: () => new Promise(() => undefined), ...options });
  all.session.start({ lane: 'inline', input: 'a' });
  await settle();
  all.endpoint.socket.refuse(426);
  await settle();
  return all;
}

describe('session: from HTTP back to a WebSocket', () => {
  for (const [what, options, times] of [
    ['once that it goes on over HTTP', {}, 1],
    ['nothing of HTTP where there is none', { httpPost: undefined }, 0],
  ] as const) {
    it(`says in its log ${what}`, async () => {
      const { log, session } = await overHttp(options);
      assert.equal(log.filter(line => line.endsWith('going on over HTTP')).length, times);
      session.dispose();
    });
  }

  it('stays with HTTP while that works, though it was asked to reconnect', async () => {
    const { session, endpoint } = await overHttp();
    assert.equal(session.state.kind, 'ready');
    session.reconnect();
    await settle();
    // What the endpoint has no lane for would need a further connection.
    for (let n = 0; n < 20; n++) session.start({ lane: `edit-${n}`, input: 'b' });
    await settle();
    assert.equal(endpoint.sockets.length, 1);
    session.dispose();
  });

  it('tries a WebSocket again when it is asked to reconnect and has no connection', async () => {
    let known = true;
    const url = (): Promise<string> =>
      known ? Promise.resolve('ws://test/v1/responses') : Promise.reject(new Error('nowhere'));
    const { session, endpoint, clock } = await overHttp({ url });
    known = false;
    await clock.advance(24 * 60 * 60_000);
    assert.equal(session.state.kind, 'idle');
    known = true;
    session.reconnect();
    await settle();
    assert.equal(endpoint.sockets.length, 2);
    session.dispose();
  });
});
