import assert from 'node:assert/strict';
import { harness, hasEnded, ourHeaders, outcome, read, settle } from '../../support/session/harness';

describe('session: a turn', () => {
  it('connects on demand, streams, and ends once', async () => {
    const { session, endpoint, states, clock, ended } = harness();
    assert.equal(session.state.kind, 'idle');
    const turn = session.start({ lane: 'inline', input: 'a' });
    const pieces = read(turn);
    await settle();
    endpoint.socket.accept(ourHeaders());
    endpoint.socket.created('inline', 'r1');
    await clock.advance(20);
    endpoint.socket.delta('inline', 'he');
    await settle();
    endpoint.socket.delta('inline', 'llo');
    await clock.advance(100);
    endpoint.socket.completed('inline', 'r1', 6);
    endpoint.socket.completed('inline', 'r1', 6);
    assert.deepEqual(await pieces, ['he', 'llo']);
    const result = await turn.done;
    assert.deepEqual(
      { ...result, bytes: undefined },
      {
        lane: 'inline',
        status: 'completed',
        text: 'hello',
        responseId: 'r1',
        usage: { inputTokens: 10, outputTokens: 6, cachedTokens: 0 },
        timings: { queuedMs: 0, firstTokenMs: 20, totalMs: 120, tokensPerSecond: 60 },
        bytes: undefined,
      },
    );
    assert.equal(result.bytes.up, endpoint.socket.frames[0]?.length);
    assert.equal(ended.length, 1);
    assert.deepEqual(states, ['connecting', 'ready']);
    assert.deepEqual(endpoint.transcript, [
      '1 ← open',
      '1 → response.create inline "a"',
      '1 ← response.created inline r1',
      '1 ← response.output_text.delta inline "he"',
      '1 ← response.output_text.delta inline "llo"',
      '1 ← response.completed inline r1',
      '1 ← response.completed inline r1',
    ]);
  });

  it('sends the fields of the protocol and nothing else', async () => {
    const { session, endpoint } = harness();
    session.start({
      lane: 'inline',
      instructions: 'i',
      input: [{ role: 'user', content: 'x' }],
      maxOutputTokens: 64,
      reasoningEffort: 'low',
      verbosity: 'low',
    });
    await settle();
    endpoint.socket.accept(ourHeaders());
    assert.deepEqual(endpoint.socket.received, [
      {
        type: 'response.create',
        stream_id: 'inline',
        model: 'm',
        instructions: 'i',
        input: [{ role: 'user', content: 'x' }],
        max_output_tokens: 64,
        reasoning: { effort: 'low' },
        text: { verbosity: 'low' },
        store: false,
        stream_options: { include_obfuscation: false },
      },
    ]);
  });

  it('runs lanes side by side and one lane in order', async () => {
    const { session, endpoint } = harness();
    const first = session.start({ lane: 'inline', input: '1' });
    const second = session.start({ lane: 'inline', input: '2' });
    const chat = session.start({ lane: 'chat', input: 'c' });
    await settle();
    const { socket } = { socket: endpoint.socket.accept(ourHeaders()) };
    socket.created('chat', 'c');
    socket.created('inline', 'r1');
    socket.delta('chat', 'C');
    socket.delta('inline', 'one');
    socket.completed('inline', 'r1');
    socket.answer('inline', 'r2', 'two');
    socket.completed('chat', 'c');
    assert.deepEqual(await Promise.all([first, second, chat].map(outcome)), [
      'completed "one"',
      'completed "two"',
      'completed "C"',
    ]);
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      ['1 → response.create inline "1"', '1 → response.create chat "c"', '1 → response.create inline "2"'],
    );
  });

  it('cuts short when the server does, and says why', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'edit', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).created('edit', 'r1');
    endpoint.socket.delta('edit', 'half');
    endpoint.socket.incomplete('edit', 'r1', 'max_output_tokens');
    assert.equal(await outcome(turn), 'incomplete max_output_tokens "half"');
  });

  it('tells a refusal of the model as a failure with its words', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    await settle();
    endpoint.socket.accept(ourHeaders()).created('chat', 'r1');
    endpoint.socket.say('chat', 'response.refusal.delta', { delta: 'I will not.' });
    endpoint.socket.completed('chat', 'r1');
    const { status, error } = await turn.done;
    assert.deepEqual([status, error?.code, error?.message], ['failed', 'refusal', 'I will not.']);
  });

  it('takes servers that use one id for all, and those that end twice', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept();
    socket.answer('', 'same', 'one');
    await turn.done;
    const next = session.start({ lane: 'inline', input: 'b' });
    socket.say('', 'response.done', { response: { id: 'same' } });
    socket.answer('', 'same', 'two');
    assert.equal(await outcome(next), 'completed "two"');
  });

  it('takes servers that give no ids and no numbers', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    endpoint.socket.accept();
    endpoint.socket.raw('{"type":"response.created","response":{"id":""}}');
    endpoint.socket.raw('{"type":"response.output_text.delta","delta":"x"}');
    endpoint.socket.raw('{"type":"response.output_text.delta","delta":"x"}');
    endpoint.socket.raw('{"type":"response.completed","response":{"id":""}}');
    assert.equal(await outcome(turn), 'completed "xx"');
    assert.equal((await turn.done).responseId, undefined);
  });
});

describe('session: warm-up', () => {
  it('prepares a lane from which turns are forked', async () => {
    const { session, endpoint, ended } = harness();
    const warm = session.warm({
      lane: 'inline-context',
      instructions: 'i',
      input: [{ role: 'user', content: 'static' }],
    });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('inline-context', 'w1');
    socket.completed('inline-context', 'w1', 0);
    assert.equal(await warm, 'w1');
    const full = () => [{ role: 'user' as const, content: 'static|cursor' }];
    session.start({ lane: 'inline', input: 'cursor', previous: 'w1', fullInput: full });
    assert.deepEqual(endpoint.take(), [
      '1 ← open',
      '1 → response.create inline-context warm-up "static"',
      '1 ← response.created inline-context w1',
      '1 ← response.completed inline-context w1',
      '1 → response.create inline after w1 "cursor"',
    ]);
    assert.equal(ended.length, 0, 'a warm-up is not a turn');
  });

  it('is left out where the endpoint has none', async () => {
    const { session, endpoint } = harness();
    const warm = session.warm({ lane: 'inline-context', instructions: '', input: [] });
    await settle();
    endpoint.socket.accept();
    assert.equal(await warm, undefined);
    assert.deepEqual(endpoint.transcript, ['1 ← open']);
  });

  it('is no error when it fails or is aborted', async () => {
    const { session, endpoint } = harness();
    const failing = session.warm({ lane: 'inline', instructions: '', input: [] });
    const abort = new AbortController();
    const aborted = session.warm({ lane: 'chat', instructions: '', input: [] }, abort.signal);
    await settle();
    endpoint.socket.accept(ourHeaders());
    endpoint.socket.error('inline', 400, 'invalid_request');
    abort.abort();
    assert.deepEqual(await Promise.all([failing, aborted]), [undefined, undefined]);
  });
});

describe('session: chains', () => {
  const full = () => [{ role: 'user' as const, content: 'everything' }];

  it('resends in full, once, when the server has forgotten', async () => {
    const { session, endpoint } = harness();
    const first = session.start({ lane: 'chat', input: 'one' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.answer('chat', 'r1', 'x');
    const previous = (await first.done).responseId;
    assert.equal(previous, 'r1');
    endpoint.take();
    const second = session.start({ lane: 'chat', input: 'two', previous: 'r1', fullInput: full });
    socket.error('chat', 400, 'previous_response_not_found');
    socket.error('chat', 400, 'previous_response_not_found');
    assert.equal(await outcome(second), 'failed chain-lost ""');
    assert.deepEqual(endpoint.take(), [
      '1 → response.create chat after r1 "two"',
      '1 ← error chat previous_response_not_found',
      '1 → response.create chat "everything"',
      '1 ← error chat previous_response_not_found',
    ]);
  });

  it('does not ask a new connection for what only the old one held', async () => {
    const { session, endpoint, clock } = harness();
    const first = session.start({ lane: 'chat', input: 'one' });
    await settle();
    endpoint.socket.accept(ourHeaders()).answer('chat', 'r1', 'x');
    await first.done;
    endpoint.socket.hangUp();
    await clock.advance(1000);
    endpoint.socket.accept(ourHeaders());
    endpoint.take();
    session.start({ lane: 'chat', input: 'two', previous: 'r1', fullInput: full });
    assert.deepEqual(endpoint.take(), ['2 → response.create chat "everything"']);
  });

  it('stops chaining with a server that forgets again and again', async () => {
    const { session, endpoint } = harness();
    for (const n of [1, 2]) {
      const base = session.start({ lane: 'chat', input: 'base' });
      await settle();
      if (n === 1) endpoint.socket.accept(ourHeaders());
      endpoint.socket.answer('chat', `b${n}`, 'x');
      await base.done;
      const next = session.start({ lane: 'chat', input: 'n', previous: `b${n}`, fullInput: full });
      endpoint.socket.error('chat', 400, 'previous_response_not_found');
      endpoint.socket.answer('chat', `n${n}`, 'y');
      assert.equal(await outcome(next), 'completed "y"');
    }
    assert.equal(session.profile.incremental, false);
    endpoint.take();
    session.start({ lane: 'chat', input: 'n', previous: 'n2', fullInput: full });
    assert.deepEqual(endpoint.take(), ['1 → response.create chat "everything"']);
  });
});

describe('session: redirect without the server', () => {
  it('goes on with the partial answer and the new instruction', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'edit', input: 'sort it' });
    const events: string[] = [];
    const reading = (async () => {
      for await (const event of turn.events) {
        events.push(event.kind === 'text' ? event.text : `<${event.instruction}>`);
      }
    })();
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('edit', 'r1');
    socket.delta('edit', 'quick');
    assert.equal(turn.steer('use merge'), true);
    socket.delta('edit', 'sort');
    socket.answer('edit.2', 'r2', 'merge', 'sort');
    await reading;
    assert.deepEqual(events, ['quick', '<use merge>', 'mergesort']);
    assert.equal(await outcome(turn), 'completed "quickmergesort"');
    assert.equal(turn.steer('too late'), false);
    assert.deepEqual(
      endpoint.transcript.filter(line => line.includes('→')),
      [
        '1 → response.create edit "sort it"',
        '1 → codex_spark.cancel edit r1',
        '1 → response.create edit.2 "sort it|quick|use merge"',
      ],
    );
  });
});

describe('session: a caller that throws', () => {
  it('in a listener does not stop the session', async () => {
    const { session, endpoint, log } = harness();
    session.onDidEndTurn(() => {
      throw new Error('oops');
    });
    session.onDidChangeState(() => {
      throw new Error('oops');
    });
    const first = session.start({ lane: 'chat', input: '1' });
    const second = session.start({ lane: 'chat', input: '2' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.answer('chat', 'r1', 'one');
    socket.answer('chat', 'r2', 'two');
    assert.deepEqual(await Promise.all([first, second].map(outcome)), ['completed "one"', 'completed "two"']);
    assert.equal(log.filter(line => line === 'a listener failed message=oops').length, 4);
  });
});

describe('session: end', () => {
  it('cancels what runs and leaves no timer', async () => {
    const { session, endpoint, clock } = harness();
    const running = session.start({ lane: 'inline', input: '1' });
    const queued = session.start({ lane: 'inline', input: '2' });
    await settle();
    endpoint.socket.accept(ourHeaders());
    session.dispose();
    session.dispose();
    assert.deepEqual(await Promise.all([running, queued].map(outcome)), ['cancelled ""', 'cancelled ""']);
    assert.equal(clock.pending, 0);
    assert.equal(session.state.kind, 'disposed');
    assert.equal(await outcome(session.start({ lane: 'inline', input: '3' })), 'cancelled ""');
    assert.equal(endpoint.sockets.length, 1);
  });

  it('leaves no timer after a quiet turn but those of the connection', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: '1' });
    assert.equal(await hasEnded(turn), false);
    endpoint.socket.accept(ourHeaders()).answer('inline', 'r', 'x');
    await turn.done;
    assert.equal(clock.pending, 2, 'the keep-alive and the rotation');
  });
});
