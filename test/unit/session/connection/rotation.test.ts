import assert from 'node:assert/strict';
import { Rotation, type AgingConnection } from '../../../../src/session/connection/rotation';
import { ManualClock } from '../../../support/manualClock';
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

/** A connection of which only its age is looked at. */
class Aging implements AgingConnection {
  draining = false;
  inFlight = 0;

  drain(): void {
    this.draining = true;
  }
}

describe('Rotation', () => {
  /** Ages are told as they come, in ms. */
  function rig(random = 0.5) {
    const clock = new ManualClock();
    const begin = clock.now();
    const asked: number[] = [];
    const is = { inUse: true };
    const rotation = new Rotation(clock, () => random, {
      inUse: () => is.inUse,
      connect: () => asked.push(clock.now() - begin),
    });
    return { clock, rotation, asked, is };
  }

  const minute = 60_000;
  const lives: readonly (readonly [age: number, random: number, life: number])[] = [
    [60 * minute, 0, 55 * minute],
    [60 * minute, 0.5, 54.5 * minute],
    [24 * 60 * minute, 0.5, 24 * 60 * minute - 5.5 * minute],
    [12 * minute, 0, 11 * minute],
    [12 * minute, 0.5, 10.9 * minute],
  ];
  for (const [age, random, life] of lives)
    it(`a connection that the server closes after ${age / minute} min is replaced after ${life / minute} (${random})`, () => {
      const { clock, rotation, asked } = rig(random);
      rotation.opened(new Aging(), age);
      clock.tick(2 * age);
      assert.deepEqual(asked, [life]);
    });

  it('a server that says to close each connection in a moment is not asked for one in each', () => {
    const { clock, rotation, asked } = rig();
    rotation.opened(new Aging(), 1);
    clock.tick(9_999);
    assert.deepEqual(asked, []);
    clock.tick(1);
    assert.equal(asked.length, 1);
  });

  it('an old connection goes on until the new one is open', () => {
    const { clock, rotation } = rig();
    const old = new Aging();
    rotation.opened(old, 12 * minute);
    clock.tick(11 * minute);
    assert.equal(old.draining, false);
    const young = new Aging();
    rotation.opened(young, 12 * minute);
    assert.deepEqual([old.draining, young.draining], [true, false]);
  });

  it('a replacement that could not be had is asked for again after 20 s, or when the server may be asked', () => {
    for (const [pause, later] of [
      [188, 20_000],
      [60_000, 60_000],
    ] as const) {
      const { clock, rotation, asked } = rig(0);
      rotation.opened(new Aging(), 12 * minute);
      rotation.opened(new Aging(), 60 * minute);
      clock.tick(11 * minute);
      rotation.failed(pause);
      clock.tick(5 * minute);
      assert.deepEqual(asked, [11 * minute, 11 * minute + later]);
    }
  });

  it('a connection that nobody has used lately is let go, unless an answer still runs on it', () => {
    for (const inFlight of [0, 1]) {
      const { clock, rotation, asked, is } = rig();
      const connection = Object.assign(new Aging(), { inFlight });
      rotation.opened(connection, 12 * minute);
      is.inUse = false;
      clock.tick(12 * minute);
      assert.deepEqual([connection.draining, asked.length], [inFlight === 0, inFlight]);
    }
  });

  it('nothing stands in for a connection that takes no more turns, or is gone', () => {
    const { clock, rotation, asked } = rig();
    const draining = new Aging();
    const gone = new Aging();
    for (const connection of [draining, gone]) rotation.opened(connection, 12 * minute);
    draining.drain();
    rotation.gone(gone);
    assert.equal(clock.pending, 1);
    clock.tick(12 * minute);
    assert.deepEqual(asked, []);
  });

  it('one that is gone while it waits to be replaced is not asked for again', () => {
    const { clock, rotation, asked } = rig();
    const connection = new Aging();
    rotation.opened(connection, 12 * minute);
    clock.tick(12 * minute);
    rotation.gone(connection);
    rotation.failed(0);
    assert.deepEqual([asked.length, clock.pending], [1, 0]);
  });

  it('leaves nothing behind', () => {
    const { clock, rotation, asked } = rig();
    rotation.opened(new Aging(), 12 * minute);
    rotation.opened(new Aging(), 60 * minute);
    clock.tick(12 * minute);
    rotation.dispose();
    rotation.failed(0);
    assert.deepEqual([asked.length, clock.pending], [1, 0]);
  });
});
