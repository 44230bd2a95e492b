import assert from 'node:assert/strict';
import { harness } from '../../support/session/harness';

describe('session: a server that opens sockets and talks nonsense', () => {
  it('is asked less and less often, however much is typed', async () => {
    const { session, endpoint, clock } = harness();
    const greeted = new Set<unknown>();
    for (let key = 0; key < 200; key++) {
      const turn = session.start({ lane: 'inline', input: `key ${key}` });
      await clock.advance(50);
      // Each socket opens a moment after it is asked for, and then breaks the protocol.
      for (const socket of endpoint.sockets) {
        if (greeted.has(socket)) continue;
        greeted.add(socket);
        socket.accept();
        await clock.advance(1);
        socket.raw('nonsense');
      }
      if (key % 2) turn.cancel();
    }
    // Ten seconds of typing: six rounds of a back-off that doubles, each at most a connection and its spare.
    assert.ok(endpoint.sockets.length <= 14, `${endpoint.sockets.length} sockets`);
  });
});
