import assert from 'node:assert/strict';
import type { Lane } from '../../../../src/session/lane';
import { harness, hasEnded, lanes, ourHeaders, outcome, settle } from '../../../support/session/harness';

/** What a server says that is to be left alone for so long, in ms. */
const leaveMeAlone = (ms: number) => ({ headers: { 'retry-after-ms': String(ms) } });

const sent = (lines: readonly string[]): string[] => lines.filter(line => line.includes('→'));

describe('Dispatcher', () => {
  it('serves the features in their order where there is room for one, a warm-up behind the turns of its feature', async () => {
    const { session, endpoint } = harness({ profile: { warmUp: true } });
    session.start({ lane: 'diagnosis', input: 'first' });
    await settle();
    const socket = endpoint.socket.accept();
    await settle();
    endpoint.socket.refuse(403);
    void session.warm({ lane: 'inline-context', input: [{ role: 'user', content: 'static' }] });
    for (const lane of ['prefetch', 'nextEdit', 'chat', 'edit', 'inline'] as const)
      session.start({ lane, input: lane });
    for (let n = 0; n < 7; n++) socket.answer('', `r${n}`, 'x');
    assert.deepEqual(
      socket.frames.map(frame => /"content":"(\w+)"/.exec(frame)?.[1]),
      ['first', 'inline', 'static', 'edit', 'chat', 'nextEdit', 'prefetch'],
    );
  });

  for (const [waitedMs, order] of [
    [1_900, ['edit', 'chat']],
    [2_100, ['chat', 'edit']],
  ] as const) {
    it(`lets what has waited ${waitedMs} ms be overtaken by the next feature: ${waitedMs < 2_000}`, async () => {
      const { session, endpoint, clock } = harness();
      session.start({ lane: 'edit-2', input: 'first' });
      await settle();
      const socket = endpoint.socket.accept();
      await settle();
      endpoint.socket.refuse(403);
      session.start({ lane: 'chat', input: 'chat' });
      await clock.advance(waitedMs);
      session.start({ lane: 'edit', input: 'edit' });
      for (let n = 0; n < 3; n++) socket.answer('', `r${n}`, 'x');
      assert.deepEqual(sent(endpoint.take()).slice(1), [
        `1 → response.create "${order[0]}"`,
        `1 → response.create "${order[1]}"`,
      ]);
    });
  }

  it('sends a turn once, though a warm-up that it looked at before ends while it looks', async () => {
    const { session, endpoint } = harness({ profile: { ...lanes, warmUp: false } });
    const warm = session.warm({ lane: 'inline-context', input: [] });
    session.start({ lane: 'chat', input: 'c' });
    await settle();
    endpoint.socket.accept();
    assert.equal(await warm, undefined);
    assert.deepEqual(sent(endpoint.take()), ['1 → response.create chat "c"']);
  });
});

describe('Dispatcher: a server that asks for patience', () => {
  /** Turns of these lanes are with the server, and one more waits behind the first. */
  async function asked(...busy: Lane[]) {
    const all = harness();
    const turns = busy.map(lane => all.session.start({ lane, input: lane }));
    const waiting = all.session.start({ lane: busy[0] ?? 'inline', input: 'waiting' });
    await settle();
    const socket = all.endpoint.socket.accept(ourHeaders());
    return { ...all, turns, waiting, socket };
  }

  it('is given it by what waits, as by what was turned away', async () => {
    const { waiting, socket, clock } = await asked('inline');
    socket.error('inline', 429, 'rate_limit_exceeded', leaveMeAlone(10_000));
    await clock.advance(9_999);
    assert.equal(socket.frames.length, 1);
    await clock.advance(1);
    socket.answer('inline', 'r1', 'x');
    socket.answer('inline', 'r2', 'y');
    assert.equal(await outcome(waiting), 'completed "y"');
  });

  it('is not waited for where that takes too long: what waits is told at once, and what runs goes on', async () => {
    const { waiting, socket, session, turns } = await asked('inline', 'chat');
    socket.created('chat', 'c');
    socket.error('inline', 429, 'rate_limit_exceeded', leaveMeAlone(10_001));
    assert.equal(await outcome(waiting), 'failed rate-limit ""');
    const late = session.start({ lane: 'edit', input: 'e' });
    assert.equal(await outcome(late), 'failed rate-limit ""');
    socket.delta('chat', 'x');
    socket.completed('chat', 'c');
    assert.equal(await outcome(turns[1] ?? late), 'completed "x"');
  });

  it('has the longest of its pauses kept, whatever it says in another lane', async () => {
    const { socket, clock } = await asked('inline', 'chat');
    socket.error('inline', 429, 'rate_limit_exceeded', leaveMeAlone(8_000));
    socket.error('chat', 429, 'rate_limit_exceeded', leaveMeAlone(1_000));
    await clock.advance(7_999);
    assert.equal(socket.frames.length, 2);
    await clock.advance(1);
    assert.equal(socket.frames.length, 4);
  });

  it('leaves no timer behind when everything ends, nor when somebody asks a session that is over', async () => {
    const { session, socket, clock } = await asked('inline');
    socket.error('inline', 429, 'rate_limit_exceeded', leaveMeAlone(5_000));
    session.dispose();
    assert.equal(clock.pending, 0);
    assert.equal(await outcome(session.start({ lane: 'inline', input: 'b' })), 'cancelled ""');
    assert.equal(clock.pending, 0);
  });
});

describe('Dispatcher: while there is no connection', () => {
  it('fails no turn that still runs on the connection that is being left', async () => {
    const { session, endpoint, clock } = harness();
    const chat = session.start({ lane: 'chat', input: 'c' });
    const other = session.start({ lane: 'inline', input: 'i' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('chat', 'c');
    socket.error('inline', 400, 'websocket_connection_limit_reached');
    for (let n = 0; n < 35; n++) {
      await clock.advance(1_000);
      socket.delta('chat', 'x');
      const { socket: next } = endpoint;
      if (next !== socket && !next.closed) next.unreachable();
    }
    assert.match(await outcome(other), /^failed connection/);
    assert.equal(await hasEnded(chat), false);
    session.dispose();
  });
});
