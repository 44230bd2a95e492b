import assert from 'node:assert/strict';
import { harness, hasEnded, lanes, ourHeaders, outcome, settle } from '../../support/session/harness';

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
    assert.equal(session.state.kind, 'waiting');
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
    assert.equal((await turn.done).status, 'failed');
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

describe('session: refusal', () => {
  const cases: readonly (readonly [number, string])[] = [
    [401, 'auth'],
    [403, 'auth'],
    [404, 'request'],
    [200, 'protocol'],
    [302, 'protocol'],
  ];
  for (const [status, kind] of cases) {
    it(`is not tried again after HTTP ${status} until asked`, async () => {
      const { session, endpoint, clock } = harness();
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

describe('session: errors of the server', () => {
  it('retries its own failures with back-off, twice', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.error('inline', 500, 'server_error');
    assert.equal(socket.frames.length, 1);
    await clock.advance(188);
    assert.equal(socket.frames.length, 2);
    socket.error('inline', 500, 'server_error');
    await clock.advance(375);
    socket.error('inline', 500, 'server_error');
    assert.equal(await outcome(turn), 'failed server ""');
    assert.equal(socket.frames.length, 3);
  });

  it('waits for a rate limit that is near, for all lanes', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.error('inline', 429, 'rate_limit_exceeded', { headers: { 'retry-after-ms': '900' } });
    session.start({ lane: 'chat', input: 'c' });
    await clock.advance(899);
    assert.equal(socket.frames.length, 1);
    await clock.advance(1);
    assert.equal(socket.frames.length, 3);
    socket.answer('inline', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
  });

  it('tells of a rate limit that is far', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket
      .accept(ourHeaders())
      .error('inline', 429, 'rate_limit_exceeded', { headers: { 'retry-after': '60' } });
    const { error } = await turn.done;
    assert.deepEqual([error?.kind, error?.retryAfterMs], ['rate-limit', 60_000]);
  });

  it('sends nothing until then, and says so to whoever asks', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.error('inline', 429, 'rate_limit_exceeded', { headers: { 'retry-after': '25' } });
    await clock.advance(5_000);
    socket.pong();
    const early = session.start({ lane: 'inline', input: 'b' });
    const { error } = await early.done;
    assert.deepEqual([error?.kind, error?.retryAfterMs], ['rate-limit', 20_000]);
    await clock.advance(12_000);
    session.start({ lane: 'inline', input: 'c' });
    assert.equal(socket.frames.length, 1);
    await clock.advance(8_000);
    assert.equal(socket.frames.length, 2);
  });

  it('takes a key refused in mid-session for a refusal of the connection', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    const other = session.start({ lane: 'inline', input: 'b' });
    await settle();
    endpoint.socket.accept(ourHeaders()).error('inline', 401, 'invalid_api_key');
    assert.deepEqual(await Promise.all([turn, other].map(outcome)), ['failed auth ""', 'failed auth ""']);
    assert.equal(session.state.kind, 'refused');
    await clock.advance(600_000);
    assert.equal(endpoint.sockets.length, 1);
    session.reconnect();
    await settle();
    endpoint.socket.accept(ourHeaders());
    assert.equal(session.state.kind, 'ready');
  });

  it('does not retry what asking again cannot mend', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.error('inline', 400, 'invalid_request');
    assert.equal(await outcome(turn), 'failed request ""');
    assert.equal(socket.frames.length, 1);
  });

  it('reads the flat error of mid-stream, and keeps the text', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('inline', 'r');
    socket.delta('inline', 'half');
    socket.say('inline', 'error', { code: 'server_error', message: 'Boom.', param: null });
    assert.equal(await outcome(turn), 'failed server "half"');
  });

  it('moves to a new socket when this one has reached its age', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).error('inline', 400, 'websocket_connection_limit_reached');
    await settle();
    endpoint.socket.accept(ourHeaders()).answer('inline', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      ['1 → response.create inline "a"', '1 → close 1000', '2 → response.create inline "a"'],
    );
  });

  it('reuses a lane name when the server allows no more', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const chat = session.start({ lane: 'chat', input: 'c' });
    await settle();
    const socket = endpoint.socket.accept();
    socket.answer('chat', 'c', 'C');
    await chat.done;
    const turn = session.start({ lane: 'inline', input: 'a' });
    socket.error('inline', 400, 'websocket_stream_limit_reached');
    socket.answer('chat', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
  });
});

describe('session: a profile that was wrong', () => {
  it('unlearns lanes when the server refuses them', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept();
    socket.error('', 400, 'unknown_parameter', { param: 'stream_id' });
    socket.answer('', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
    assert.equal(session.profile.namedLanes, false);
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      ['1 → response.create inline "a"', '1 → response.create "a"'],
    );
  });

  it('unlearns lanes when the server answers without them', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept().answer('', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
    assert.deepEqual([session.profile.namedLanes, session.profile.maxInFlight], [false, 1]);
  });

  it('unlearns warm-up when the server refuses it', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const warm = session.warm({ lane: 'inline-context', instructions: '', input: [] });
    await settle();
    const socket = endpoint.socket.accept();
    socket.error('inline-context', 400, 'unknown_parameter', { param: 'generate' });
    assert.equal(await warm, undefined);
    assert.equal(session.profile.warmUp, false);
    assert.equal(socket.frames.length, 1);
  });

  it('unlearns running side by side', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const chat = session.start({ lane: 'chat', input: 'c' });
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept();
    socket.created('inline', 'r1');
    socket.error('chat', 400, 'response_in_progress');
    assert.equal(session.profile.concurrentLanes, false);
    socket.completed('inline', 'r1');
    socket.answer('chat', 'c', 'C');
    assert.deepEqual(await Promise.all([turn, chat].map(outcome)), ['completed ""', 'completed "C"']);
  });
});

describe('session: half-open sockets', () => {
  it('are noticed within 10 s while a turn runs', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    const { socket } = endpoint;
    socket.accept(ourHeaders()).created('inline', 'r');
    await clock.advance(4000);
    assert.equal(socket.pings, 1);
    socket.pong();
    await clock.advance(8999);
    assert.equal(socket.closed, false);
    await clock.advance(1);
    assert.equal(socket.closed, true);
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders());
    assert.deepEqual(endpoint.socket.frames.length, 1, 'the turn is sent again');
  });

  it('are pinged every 30 s when idle', async () => {
    const { session, endpoint, clock } = harness();
    session.reconnect();
    await settle();
    const { socket } = endpoint;
    socket.accept(ourHeaders());
    for (let i = 1; i <= 10; i++) {
      await clock.advance(30_000);
      assert.equal(socket.pings, i);
      socket.pong();
    }
    assert.equal(endpoint.sockets.length, 1);
  });

  it('are not suspected because this machine slept', async () => {
    const { session, endpoint, clock } = harness();
    session.reconnect();
    await settle();
    const { socket } = endpoint;
    socket.accept(ourHeaders());
    await clock.advance(30_000);
    clock.jump(600_000);
    await clock.advance(0);
    assert.equal(socket.pings, 2, 'asked again');
    socket.pong();
    await clock.advance(20_000);
    assert.equal(socket.closed, false);
  });
});
