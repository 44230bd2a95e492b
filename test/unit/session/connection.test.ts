import assert from 'node:assert/strict';
import { wireError } from '../../../src/protocol/errors';
import { TargetRefused } from '../../../src/session/connection/targetRefused';
import { createSession } from '../../../src/session/createSession';
import { silentLog } from '../../../src/common/log';
import { freePort } from '../../support/freePort';
import { ManualClock } from '../../support/manualClock';
import { harness, hasEnded, ourHeaders, outcome, settle } from '../../support/session/harness';

describe('session: reconnect', () => {
  it('waits longer and longer, and the turn that waits is sent in the end', async () => {
    const { session, endpoint, clock, states } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.unreachable();
    for (const delay of [188, 375, 750]) {
      await clock.advance(delay - 1);
      const before = endpoint.sockets.length;
      await clock.advance(1);
      assert.equal(endpoint.sockets.length, before + 1);
      if (delay < 750) endpoint.socket.unreachable();
    }
    endpoint.socket.accept(ourHeaders()).answer('inline', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
    assert.deepEqual(states, [
      'connecting',
      'waiting 188',
      'connecting',
      'waiting 375',
      'connecting',
      'waiting 750',
      'connecting',
      'ready',
    ]);
    assert.equal(session.metrics().failedConnects, 3);
    assert.equal(session.metrics().reconnects, 0);
  });

  it('lets a turn wait that is started between two attempts, and sends it then', async () => {
    const { session, endpoint, clock } = harness();
    session.reconnect();
    await settle();
    endpoint.socket.unreachable();
    assert.equal(session.state.kind, 'waiting');
    const turn = session.start({ lane: 'inline', input: 'a' });
    await clock.advance(188);
    endpoint.socket.accept(ourHeaders()).answer('inline', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
  });

  it('does not try again where only the user can mend it, until they say so', async () => {
    const refusal = wireError({ status: 401, message: 'The key is refused.' });
    let usable = false;
    const url = (): Promise<string> =>
      usable ? Promise.resolve('wss://h/v1/responses') : Promise.reject(new TargetRefused(refusal));
    const { session, endpoint, clock } = harness({ url });
    const turn = session.start({ lane: 'inline', input: 'a' });
    assert.equal((await turn.done).error, refusal);
    assert.deepEqual(session.state, { kind: 'refused', error: refusal });
    await clock.advance(600_000);
    assert.equal(endpoint.sockets.length, 0);
    usable = true;
    session.reconnect();
    await settle();
    endpoint.socket.accept(ourHeaders());
    assert.equal(session.state.kind, 'ready');
  });

  it('comes back by itself after a loss, counts it, and logs the sockets by number', async () => {
    const { session, endpoint, clock, log } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).answer('inline', 'r', 'x');
    await turn.done;
    endpoint.socket.hangUp(1001, 'going away');
    assert.equal(session.state.kind, 'waiting');
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders());
    assert.equal(session.state.kind, 'ready');
    const { connects, reconnects } = session.metrics();
    assert.deepEqual([connects, reconnects], [2, 1]);
    assert.deepEqual(
      log.filter(line => line.startsWith('socket opened')).map(line => line.split(' ')[2]),
      ['n=1', 'n=2'],
    );
  });

  it('rests when lost long after its last use, and returns on demand', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).answer('inline', 'r', 'x');
    await turn.done;
    for (let i = 0; i < 11; i++) {
      await clock.advance(30_000);
      endpoint.socket.pong();
    }
    endpoint.socket.hangUp();
    assert.equal(session.state.kind, 'idle');
    await clock.advance(60_000);
    assert.equal(endpoint.sockets.length, 1);
    session.start({ lane: 'inline', input: 'b' });
    await settle();
    assert.equal(endpoint.sockets.length, 2);
  });

  it('does not hammer a server that accepts and hangs up', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    for (let i = 0; i < 8; i++) {
      endpoint.socket.accept().hangUp(1000);
      await clock.advance(250 * 2 ** i);
    }
    assert.ok(endpoint.sockets.length <= 9, `${endpoint.sockets.length} sockets in 64 s`);
  });

  it('fails a turn that has waited 30 s, with the reason of the last attempt', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.unreachable('ENOTFOUND');
    for (let i = 0; i < 29; i++) {
      await clock.advance(1000);
      if (!endpoint.socket.closed) endpoint.socket.unreachable('ENOTFOUND');
    }
    assert.equal(await hasEnded(turn), false);
    await clock.advance(1000);
    const { status, error } = await turn.done;
    assert.deepEqual([status, error?.kind, error?.code], ['failed', 'connection', 'ENOTFOUND']);
  });

  it('gives up a handshake that nobody answers', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await clock.advance(15_000);
    const { state } = session;
    assert.ok(state.kind === 'waiting');
    assert.equal(state.error.code, 'handshake_timeout');
    assert.match(state.error.message, / 15 s\.$/);
    assert.deepEqual(endpoint.transcript, ['1 → dropped']);
  });

  it('asks for the endpoint before every connect, and follows it', async () => {
    const urls = ['ws://one/v1/responses', 'ws://two/v1/responses'];
    const { session, endpoint, clock } = harness({
      url: () => Promise.resolve(urls.shift() ?? ''),
      headers: () => Promise.resolve({ authorization: 'Bearer k' }),
    });
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.unreachable();
    await clock.advance(1000);
    assert.deepEqual(
      endpoint.sockets.map(socket => [socket.target.url, socket.target.headers]),
      [
        ['ws://one/v1/responses', { authorization: 'Bearer k' }],
        ['ws://two/v1/responses', { authorization: 'Bearer k' }],
      ],
    );
  });

  it('does not wait for ever to be told the endpoint', async () => {
    let signal: AbortSignal | undefined;
    const { session, clock } = harness({
      url: given => {
        signal = given;
        return new Promise(() => undefined);
      },
    });
    const turn = session.start({ lane: 'inline', input: 'a' });
    await clock.advance(30_000);
    assert.equal(signal?.aborted, true);
    assert.equal(session.state.kind, 'waiting');
    await clock.advance(5_000);
    const { status, error } = await turn.done;
    assert.equal(status, 'failed');
    assert.match(error?.message ?? '', / 30 s\.$/);
  });

  it('takes an endpoint that cannot be determined for a failed connect', async () => {
    const { session, clock, states } = harness({
      url: () => Promise.reject(new Error('The local gateway did not start: no port.')),
    });
    const turn = session.start({ lane: 'inline', input: 'a' });
    await clock.advance(30_000);
    const { error } = await turn.done;
    assert.equal(error?.message, 'The local gateway did not start: no port.');
    assert.ok(states.includes('waiting 188'));
  });
});

describe('session: its sockets', () => {
  it('are real ones where it is handed no others', async () => {
    const port = await freePort();
    const url = `ws://127.0.0.1:${port}/v1/responses`;
    const session = createSession({ url, model: 'm', log: silentLog, clock: new ManualClock() });
    const failed = new Promise<unknown>(resolve =>
      session.onDidChangeState(state => state.kind === 'waiting' && resolve(state.error.code)),
    );
    session.reconnect();
    assert.equal(await failed, 'ECONNREFUSED');
    session.dispose();
  });
});

describe('session: refusal', () => {
  const cases: readonly (readonly [number, string])[] = [
    [401, 'auth'],
    [403, 'auth'],
    [404, 'request'],
    [426, 'upgrade-required'],
    [200, 'protocol'],
    [302, 'protocol'],
  ];
  for (const [status, kind] of cases) {
    it(`is not tried again after HTTP ${status} until asked`, async () => {
      const { session, endpoint, clock } = harness({ httpPost: undefined });
      const turn = session.start({ lane: 'inline', input: 'a' });
      await settle();
      endpoint.socket.refuse(status);
      assert.equal(await outcome(turn), `failed ${kind} ""`);
      const again = session.start({ lane: 'inline', input: 'b' });
      assert.equal(await outcome(again), `failed ${kind} ""`);
      await clock.advance(600_000);
      assert.equal(endpoint.sockets.length, 1);
      session.reconnect();
      await settle();
      endpoint.socket.accept(ourHeaders());
      assert.equal(session.state.kind, 'ready');
    });
  }

  it('waits as long as a 429 asks', async () => {
    const { session, endpoint, clock, states } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.refuse(429, { 'retry-after': '7' });
    await clock.advance(6999);
    assert.equal(endpoint.sockets.length, 1);
    await clock.advance(1);
    assert.equal(endpoint.sockets.length, 2);
    assert.deepEqual(states, ['connecting', 'waiting 7000', 'connecting']);
  });

  it('tries again after a 503', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.refuse(503);
    await clock.advance(1000);
    assert.equal(endpoint.sockets.length, 2);
  });

  it('takes a close with 1008 for a refused key', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept().hangUp(1008, 'bad token');
    assert.equal(session.state.kind, 'refused');
    const { error } = await turn.done;
    assert.match(error?.message ?? '', /1008: bad token/);
  });
});

describe('session: a turn whose connection dies', () => {
  it('is sent again once when nothing of the answer was seen', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).created('inline', 'r1');
    endpoint.socket.hangUp();
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders()).hangUp();
    assert.equal(await outcome(turn), 'failed connection ""');
  });

  it('is not sent again once text was shown, and keeps it', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).created('inline', 'r1');
    endpoint.socket.delta('inline', 'half');
    endpoint.socket.hangUp();
    assert.equal(await outcome(turn), 'failed connection "half"');
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders());
    assert.equal(endpoint.socket.frames.length, 0);
  });

  it('is not sent again when the request may have been the cause', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).hangUp(1009, 'too big');
    assert.equal(await outcome(turn), 'failed connection ""');
  });

  for (const [name, garbage] of [
    ['text that is not JSON', 'hello'],
    ['JSON that is no event', '[1]'],
    ['a terminal event without its response', '{"type":"response.completed"}'],
  ] as const) {
    it(`fails on ${name}, once`, async () => {
      const { session, endpoint } = harness();
      const turn = session.start({ lane: 'inline', input: 'a' });
      await settle();
      endpoint.socket.accept(ourHeaders()).raw(garbage);
      assert.equal(await outcome(turn), 'failed protocol ""');
      assert.equal(endpoint.transcript.at(-1), '1 → close 1002');
      assert.equal(session.metrics().malformedFrames, 1);
      assert.equal(session.state.kind, 'waiting');
    });
  }

  it('fails on a binary frame', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).binary();
    assert.equal(await outcome(turn), 'failed protocol ""');
    assert.equal(endpoint.transcript.at(-1), '1 → close 1003');
  });

  it('goes on past events it does not know and known ones it does not need', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept();
    socket.created('', 'r');
    socket.raw('{"type":"response.sparkles","x":1}');
    socket.raw('{"type":"response.content_part.added"}');
    socket.raw('{"type":"response.output_text.delta","delta":"ok"}');
    socket.raw('{"type":"response.completed","response":{"id":"r"}}');
    assert.equal(await outcome(turn), 'completed "ok"');
  });
});
