import assert from 'node:assert/strict';
import { harness, lanes, ourHeaders, outcome, settle } from '../../support/session/harness';

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

  it('finds out a minute later whether a limit of many hours still holds', async () => {
    const { session, endpoint, clock } = harness();
    session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    const limit = { headers: { 'retry-after': '36000' } };
    socket.error('inline', 429, 'rate_limit_exceeded', limit);
    for (let n = 0; n < 8; n++) {
      await clock.advance(5_000);
      socket.pong();
    }
    const { error } = await session.start({ lane: 'inline', input: 'b' }).done;
    assert.equal(error?.retryAfterMs, 35_960_000, 'the user is told what the server said');
    for (let n = 0; n < 4; n++) {
      await clock.advance(5_000);
      socket.pong();
    }
    assert.equal(socket.frames.length, 1);
    session.start({ lane: 'inline', input: 'c' });
    await settle();
    assert.equal(socket.frames.length, 2);
    socket.error('inline', 429, 'rate_limit_exceeded', limit);
    const again = await session.start({ lane: 'inline', input: 'd' }).done;
    assert.equal(again.error?.retryAfterMs, 36_000_000);
    session.dispose();
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

  it('sends nothing more with a refused key, not even what waited for just this', async () => {
    const { session, endpoint } = harness();
    const turns = ['a', 'b'].map(input => session.start({ lane: 'inline', input }));
    const beside = session.start({ lane: 'chat', input: 'c' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.error('inline', 401, 'invalid_api_key');
    assert.deepEqual(await Promise.all([...turns, beside].map(outcome)), Array(3).fill('failed auth ""'));
    assert.equal(socket.frames.length, 2);
  });

  it('tells nobody of a failure twice', async () => {
    const { session, endpoint } = harness();
    const turns = ['a', 'b'].map(input => session.start({ lane: 'inline', input }));
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('inline', 'r1');
    socket.say('inline', 'response.output_item.added', { item: { type: 'message' } });
    const failure = { code: 'server_error', message: 'Boom.' };
    socket.say('inline', 'response.failed', { response: { id: 'r1', error: failure } });
    socket.say('inline', 'error', { ...failure, param: null });
    socket.answer('inline', 'r2', 'x');
    assert.deepEqual(await Promise.all(turns.map(outcome)), ['failed server ""', 'completed "x"']);
    assert.equal(socket.frames.length, 2);
  });

  it('keeps the lane of an answer with missing frames until it has ended', async () => {
    const { session, endpoint } = harness();
    const turns = ['a', 'b'].map(input => session.start({ lane: 'chat', input }));
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    const frame = (n: number, type: string, fields: object): void =>
      socket.raw(JSON.stringify({ type, sequence_number: n, stream_id: 'chat', ...fields }));
    frame(0, 'response.created', { response: { id: '' } });
    frame(1, 'response.output_text.delta', { item_id: 'm', delta: 'a' });
    frame(3, 'response.output_text.delta', { item_id: 'm', delta: 'c' });
    frame(4, 'response.output_text.done', { item_id: 'm', text: 'abc' });
    frame(5, 'response.completed', { response: { id: '' } });
    socket.answer('chat.2', '', 'x');
    assert.deepEqual(await Promise.all(turns.map(outcome)), ['failed protocol "ac"', 'completed "x"']);
  });

  it('takes nothing for an answer that did not begin as one', async () => {
    const { session, endpoint } = harness();
    const turns = ['a', 'b'].map(input => session.start({ lane: 'inline', input }));
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.answer('inline', '', 'x');
    // Twice the end of the first, and ids to tell by there are none.
    socket.completed('inline', '');
    socket.answer('inline', '', 'y');
    assert.deepEqual(await Promise.all(turns.map(outcome)), ['completed "x"', 'completed "y"']);
  });

  it('blames nobody for an error that does not say whom it means', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turns = (['inline', 'chat'] as const).map(lane => session.start({ lane, input: lane }));
    await settle();
    const first = endpoint.socket.accept();
    first.error('', 400, 'invalid_request');
    first.answer('chat', 'r0', 'nobody reads this');
    await settle();
    const second = endpoint.socket.accept();
    second.answer('inline', 'r1', 'x');
    second.answer('chat', 'r2', 'y');
    assert.deepEqual(await Promise.all(turns.map(outcome)), ['completed "x"', 'completed "y"']);
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

  it('unlearns lanes once for all that were on their way', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turns = (['inline', 'chat'] as const).map(lane => session.start({ lane, input: lane }));
    await settle();
    const socket = endpoint.socket.accept();
    socket.error('inline', 400, 'unknown_parameter', { param: 'stream_id' });
    socket.error('chat', 400, 'unknown_parameter', { param: 'stream_id' });
    await settle();
    socket.answer('', 'r1', 'x');
    socket.answer('', 'r2', 'y');
    assert.deepEqual(await Promise.all(turns.map(outcome)), ['completed "x"', 'completed "y"']);
  });

  it('unlearns lanes when the server answers without them', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept().answer('', 'r', 'x');
    assert.equal(await outcome(turn), 'completed "x"');
    assert.deepEqual([session.profile.namedLanes, session.profile.maxInFlight], [false, 1]);
  });

  it('starts over, one at a time, when it cannot tell whose answer it is', async () => {
    const { session, endpoint } = harness({ profile: lanes });
    const turns = (['inline', 'chat'] as const).map(lane => session.start({ lane, input: lane }));
    await settle();
    const first = endpoint.socket.accept();
    // Without lanes a second request takes the place of the first, so this may be the answer to either.
    first.answer('', '', 'one of them');
    await settle();
    const second = endpoint.socket.accept();
    second.answer('', '', 'for inline');
    second.answer('', '', 'for chat');
    assert.deepEqual(await Promise.all(turns.map(outcome)), [
      'completed "for inline"',
      'completed "for chat"',
    ]);
    assert.deepEqual(
      endpoint.transcript.filter(line => /→|dropped/.test(line)),
      [
        '1 → response.create inline "inline"',
        '1 → response.create chat "chat"',
        '1 → dropped',
        '2 → response.create "inline"',
        '2 → response.create "chat"',
      ],
    );
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
