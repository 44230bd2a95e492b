import assert from 'node:assert/strict';
import { harness, ourHeaders, outcome, settle, type Harness } from '../../../support/session/harness';
import type { ServerSocket } from '../../../support/session/scriptedEndpoint';

/** Lets time pass on a connection that is used every minute and answers its pings, until another is opened. */
async function live(
  { session, clock, endpoint }: Harness,
  socket: ServerSocket,
  minutes: number,
): Promise<void> {
  const before = endpoint.sockets.length;
  for (let i = 0; i < minutes && !socket.closed; i++) {
    const turn = session.start({ lane: 'inline', input: 'x' });
    if (socket.frames.length > 0) socket.answer('inline', `r${socket.frames.length}`, 'y');
    turn.cancel();
    for (let second = 0; second < 60; second += 4) {
      await clock.advance(4_000);
      socket.pong();
      if (endpoint.sockets.length > before) return;
    }
  }
}

describe('rotation', () => {
  it('opens the new connection before it leaves the old one, and ends no turn', async () => {
    const all = harness();
    const { session, endpoint, states } = all;
    session.reconnect();
    await settle();
    const one = endpoint.socket.accept(ourHeaders());
    await live(all, one, 54);
    assert.equal(endpoint.sockets.length, 1);
    const chat = session.start({ lane: 'chat', input: 'c' });
    one.created('chat', 'c1');
    one.delta('chat', 'before ');
    await live(all, one, 2);
    assert.equal(endpoint.sockets.length, 2);
    endpoint.take();
    const two = endpoint.socket.accept(ourHeaders());
    const inline = session.start({ lane: 'inline', input: 'i' });
    two.answer('inline', 'i1', 'new');
    one.delta('chat', 'after');
    one.completed('chat', 'c1');
    assert.deepEqual(await Promise.all([chat, inline].map(outcome)), [
      'completed "before after"',
      'completed "new"',
    ]);
    assert.deepEqual(endpoint.take(), [
      '2 ← open',
      '2 → response.create inline "i"',
      '2 ← response.created inline i1',
      '2 ← response.output_text.delta inline "new"',
      '2 ← response.completed inline i1',
      '1 ← response.output_text.delta chat "after"',
      '1 ← response.completed chat c1',
      '1 → close 1000',
    ]);
    assert.deepEqual(states, ['connecting', 'ready'], 'nobody saw it');
  });

  it('stays on the old connection while no new one can be had', async () => {
    const all = harness();
    const { session, endpoint } = all;
    session.reconnect();
    await settle();
    const one = endpoint.socket.accept(ourHeaders({ maxConnectionMs: 600_000 }));
    await live(all, one, 10);
    assert.equal(endpoint.sockets.length, 2);
    endpoint.socket.unreachable();
    await live(all, one, 1);
    assert.equal(endpoint.sockets.length, 3);
    assert.equal(one.closed, false);
    endpoint.socket.accept(ourHeaders());
    await settle();
    assert.equal(one.closed, true);
    assert.equal(session.state.kind, 'ready');
  });

  it('lets an unused connection go', async () => {
    const { session, endpoint, clock } = harness();
    session.reconnect();
    await settle();
    const one = endpoint.socket.accept(ourHeaders({ maxConnectionMs: 1_200_000 }));
    for (let i = 0; i < 45; i++) {
      await clock.advance(27_000);
      one.pong();
    }
    assert.equal(one.closed, true);
    assert.equal(endpoint.sockets.length, 1);
    assert.equal(session.state.kind, 'idle');
  });
});
