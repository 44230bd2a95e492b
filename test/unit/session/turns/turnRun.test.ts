import assert from 'node:assert/strict';
import { harness, hasEnded, lanes, ourHeaders, outcome, settle } from '../../../support/session/harness';
import type { ServerSocket } from '../../../support/session/scriptedEndpoint';

const sent = (lines: readonly string[]): string[] => lines.filter(line => line.includes('→'));
const fullInput = () => [{ role: 'user' as const, content: 'everything' }];

describe('TurnRun: a server that always says no', () => {
  const refusals: readonly (readonly [string, number, string, object, number])[] = [
    ['its connection is too old', 400, 'websocket_connection_limit_reached', {}, 2],
    ['it has too many lanes', 400, 'websocket_stream_limit_reached', {}, 2],
    ['it is to be left alone for a moment', 429, 'rate_limit_exceeded', { 'retry-after-ms': '500' }, 2],
    ['its answer broke off', 502, 'stream_ended', {}, 2],
    ['it failed', 500, 'server_error', {}, 3],
    ['it has forgotten what was before', 400, 'previous_response_not_found', {}, 2],
    ['it knows of no lanes, though none was named', 400, 'unknown_field:stream_id', {}, 1],
    ['it does one thing at a time, though there is no other', 400, 'response_in_progress', {}, 1],
  ];
  for (const [why, status, code, headers, times] of refusals) {
    it(`because ${why} is asked ${times === 1 ? 'once' : `${times} times`}`, async () => {
      const { session, endpoint, clock } = harness();
      const first = session.start({ lane: 'edit', input: 'e' });
      await settle();
      endpoint.socket.accept().answer('', 'r1', 'x');
      await first.done;
      await settle();
      endpoint.take();
      const turn = session.start({ lane: 'chat', input: 'a', previous: 'r1', fullInput });
      const answered = new Set<string>();
      for (let n = 0; n < 20; n++) {
        for (const socket of endpoint.sockets) {
          if (socket.frames.length === 0) socket.accept();
          const asks = socket.frames.filter(frame => frame.includes('response.create')).length;
          const ask = `${socket.n} ${asks}`;
          if (ask === '1 1' || asks === 0 || answered.has(ask)) continue;
          answered.add(ask);
          socket.error('', status, code, { headers });
        }
        await clock.advance(500);
      }
      assert.match(await outcome(turn), /^failed/);
      assert.equal(answered.size, times);
      session.dispose();
    });
  }

  it('has time to recover before it is asked again: an answer that broke off is not repeated at once', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'chat', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.error('chat', 502, 'stream_ended');
    await clock.advance(187);
    assert.equal(socket.frames.length, 1);
    await clock.advance(1);
    assert.equal(socket.frames.length, 2);
  });
});

describe('TurnRun: what is learnt from a failure', () => {
  /** A turn that continues from what another lane said, and is on the wire. */
  async function continuing(request: { readonly fullInput?: typeof fullInput } = { fullInput }) {
    const all = harness({ profile: lanes });
    const first = all.session.start({ lane: 'edit', input: 'e' });
    await settle();
    const socket = all.endpoint.socket.accept();
    socket.answer('edit', 'r1', 'x');
    await first.done;
    all.endpoint.take();
    const turn = all.session.start({ lane: 'chat', input: 'new', previous: 'r1', ...request });
    return { ...all, socket, turn };
  }

  it('what the server has forgotten of another lane is sent in full', async () => {
    const { socket, turn, endpoint } = await continuing();
    socket.error('chat', 400, 'previous_response_not_found');
    socket.answer('chat', 'r2', 'y');
    assert.equal(await outcome(turn), 'completed "y"');
    assert.deepEqual(sent(endpoint.take()), [
      '1 → response.create chat after r1 "new"',
      '1 → response.create chat "everything"',
    ]);
  });

  it('what is new alone is never sent as if it were everything', async () => {
    const { socket, turn, endpoint } = await continuing({});
    socket.error('chat', 400, 'previous_response_not_found');
    assert.equal(await outcome(turn), 'failed chain-lost ""');
    assert.equal(sent(endpoint.take()).length, 1);
  });

  it('a server that misses what nobody named has not forgotten anything', async () => {
    const { session, socket } = await continuing();
    for (let n = 0; n < 3; n++) {
      const turn = session.start({ lane: 'inline', input: 'a' });
      socket.error('inline', 400, 'previous_response_not_found');
      assert.equal(await outcome(turn), 'failed chain-lost ""');
    }
    assert.equal(session.profile.incremental, true);
  });

  it('another failure of what continues is no sign that the server forgets', async () => {
    const { session, socket } = await continuing();
    socket.error('chat', 400, 'invalid_request');
    for (let n = 0; n < 3; n++) {
      session.start({ lane: 'inline', input: 'a', previous: 'r1', fullInput });
      socket.error('inline', 400, 'invalid_request');
    }
    assert.equal(session.profile.incremental, true);
  });

  it('what is said of all answers at once is learnt too', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turns = (['inline', 'chat'] as const).map(lane => session.start({ lane, input: lane }));
    await settle();
    endpoint.socket.accept().error('', 400, 'unknown_parameter', { param: 'stream_id' });
    await settle();
    const next = endpoint.socket.accept();
    next.answer('', 'r1', 'x');
    next.answer('', 'r2', 'y');
    assert.deepEqual(await Promise.all(turns.map(outcome)), ['completed "x"', 'completed "y"']);
    assert.equal(session.profile.namedLanes, false);
  });

  for (const [how, error] of [
    ['its status', { status: 401, error: { code: 'no_such_key', message: 'No.' } }],
    ['its code', { status: 400, error: { code: 'invalid_api_key', message: 'No.' } }],
    // The server's own fault by the status, and the key by the name.
    ['its name', { status: 500, error: { code: 'authentication_error', message: 'No.' } }],
  ] as const) {
    it(`a key is refused by ${how}, and used no more`, async () => {
      const { session, endpoint } = harness();
      const turn = session.start({ lane: 'chat', input: 'a' });
      await settle();
      endpoint.socket.accept(ourHeaders()).say('chat', 'error', error);
      assert.equal(await outcome(turn), 'failed auth ""');
      assert.equal(session.state.kind, 'refused');
    });
  }

  it('a conversation that cannot be put together fails its turn, and is not sent', async () => {
    const { session, endpoint } = harness();
    const broken = (): never => {
      throw new Error('no history');
    };
    const turn = session.start({ lane: 'chat', input: 'a', previous: 'gone', fullInput: broken });
    await settle();
    endpoint.socket.accept(ourHeaders());
    const { status, error } = await turn.done;
    assert.deepEqual([status, error?.code], ['failed', 'full_input_failed']);
    assert.match(error?.message ?? '', /no history/);
    assert.equal(endpoint.socket.frames.length, 0);
  });

  it('what this key may not do is no refusal of the key', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).error('chat', 403, 'model_not_allowed');
    assert.equal(await outcome(turn), 'failed auth ""');
    assert.equal(session.state.kind, 'ready');
  });
});

describe('TurnRun: redirects', () => {
  /** A turn whose answer has begun, with a server that can be steered or not. */
  async function answering(steer: boolean) {
    const all = harness();
    const turn = all.session.start({ lane: 'chat', input: 'q' });
    await settle();
    const socket = all.endpoint.socket.accept(ourHeaders({ steer }));
    socket.created('chat', 'r1');
    return { ...all, turn, socket };
  }

  const steered = (socket: ServerSocket): void => {
    socket.say('chat', 'response.steer.accepted', { steer: { id: 's1', previous_response_id: 'r1' } });
    socket.incomplete('chat', 'r1', 'steered');
  };

  it('a server that took an instruction up and does not go on by itself is asked anew after 10 s', async () => {
    const { turn, socket, clock, endpoint } = await answering(true);
    socket.delta('chat', 'half');
    turn.steer('shorter');
    steered(socket);
    for (let n = 0; n < 4; n++) {
      await clock.advance(2_499);
      socket.pong();
    }
    await clock.advance(3);
    assert.deepEqual(sent(endpoint.take()).length, 2);
    await clock.advance(1);
    assert.deepEqual(sent(endpoint.take()), [
      '1 → codex_spark.cancel chat',
      '1 → response.create chat.2 "q|half|shorter"',
    ]);
  });

  it('what the server has taken up is said once, also where the connection is lost behind it', async () => {
    const { turn, socket, clock, endpoint } = await answering(true);
    turn.steer('shorter');
    steered(socket);
    socket.created('chat', 'r2');
    socket.hangUp();
    await clock.advance(1_000);
    endpoint.take();
    endpoint.socket.accept(ourHeaders());
    assert.deepEqual(sent(endpoint.take()), ['2 → response.create chat "q|shorter"']);
  });

  it('one after the other are all said, each where it came', async () => {
    const { turn, socket, endpoint } = await answering(false);
    turn.steer('shorter');
    socket.created('chat.2', 'r2');
    socket.delta('chat.2', 'one');
    turn.steer('in German');
    assert.deepEqual(sent(endpoint.take()).at(-1), '1 → response.create chat.3 "q|shorter|one|in German"');
  });

  it('while a failing server has time to recover do not shorten that time', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'chat', input: 'q' });
    await settle();
    endpoint.socket.accept(ourHeaders()).error('chat', 500, 'server_error');
    endpoint.take();
    turn.steer('shorter');
    await clock.advance(187);
    assert.deepEqual(sent(endpoint.take()), []);
    await clock.advance(1);
    assert.deepEqual(sent(endpoint.take()), ['1 → response.create chat "q|shorter"']);
  });

  it('are counted among the bytes that a turn has sent', async () => {
    const { turn, socket } = await answering(true);
    turn.steer('shorter');
    turn.cancel();
    const { bytes } = await turn.done;
    const [request, steer] = socket.frames;
    assert.equal(bytes.up, (request ?? '').length + (steer ?? '').length);
    assert.equal(await hasEnded(turn), true);
  });
});
