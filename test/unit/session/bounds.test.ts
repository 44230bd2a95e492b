import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { harness, lanes, ourHeaders, outcome, settle } from '../../support/session/harness';

describe('session: bounds', () => {
  it('refuses a request that is too large, and sends nothing', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'x'.repeat(17 * 1024 * 1024) });
    await settle();
    endpoint.socket.accept(ourHeaders());
    const { error } = await turn.done;
    assert.equal(error?.code, 'request_too_large');
    assert.equal(endpoint.socket.frames.length, 0);
  });

  it('cuts an answer that never ends, and stops it', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('chat', 'r');
    for (let n = 0; n < 5; n++) socket.delta('chat', 'x'.repeat(1024 * 1024));
    const { status, reason } = await turn.done;
    assert.deepEqual([status, reason], ['incomplete', 'answer_too_long']);
    assert.equal(endpoint.transcript.filter(line => line.includes('codex_spark.cancel')).length, 1);
  });

  it('cuts an answer that has no text and never ends', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('chat', 'r');
    const delta = 'x'.repeat(7 * 1024 * 1024);
    for (let n = 0; n < 10; n++) socket.say('chat', 'response.reasoning_text.delta', { delta });
    assert.equal(await outcome(turn), 'incomplete answer_too_long ""');
    assert.equal(endpoint.transcript.filter(line => line.includes('codex_spark.cancel')).length, 1);
  });

  it('asks its sockets to refuse frames over 8 MiB', async () => {
    const { session, endpoint } = harness();
    session.reconnect();
    await settle();
    assert.equal(endpoint.socket.target.maxFrameBytes, 8 * 1024 * 1024);
  });

  it('fails a turn whose text is not whole because frames went missing', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept();
    const frame = (n: number, type: string, fields: object): void =>
      socket.raw(JSON.stringify({ type: `response.${type}`, sequence_number: n, ...fields }));
    frame(0, 'created', { response: { id: 'r' } });
    frame(1, 'output_text.delta', { item_id: 'm', delta: 'a' });
    frame(3, 'output_text.delta', { item_id: 'm', delta: 'c' });
    frame(4, 'output_text.done', { item_id: 'm', text: 'abc' });
    assert.equal(await outcome(turn), 'failed protocol "ac"');
  });

  it('makes up for deltas at the end that never came', async () => {
    const { session, endpoint } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('chat', 'r');
    socket.delta('chat', 'ab');
    socket.say('chat', 'response.output_text.done', { item_id: 'm', text: 'abc' });
    socket.completed('chat', 'r');
    assert.equal(await outcome(turn), 'completed "abc"');
  });

  it('has no more responses in flight than the server allows, muted ones counted', async () => {
    const { session, endpoint } = harness({ profile: { ...lanes, maxInFlight: 2 } });
    const first = session.start({ lane: 'inline', input: '1', maxOutputTokens: 9 });
    await settle();
    const socket = endpoint.socket.accept();
    first.cancel();
    session.start({ lane: 'inline', input: '2' });
    session.start({ lane: 'chat', input: '3' });
    assert.equal(socket.frames.length, 2);
    socket.answer('inline', 'r1', 'x');
    assert.equal(socket.frames.length, 3);
  });

  it('stays within the lane names of a connection over many cancelled turns', async () => {
    const { session, endpoint } = harness({ profile: { ...lanes, maxLanes: 4 } });
    session.reconnect();
    await settle();
    const socket = endpoint.socket.accept();
    const used = new Set<string>();
    for (let n = 0; n < 50; n++) {
      const turn = session.start({
        lane: (['inline', 'edit', 'chat'] as const)[n % 3] ?? 'inline',
        input: 'x',
        maxOutputTokens: 9,
      });
      const lane = /"stream_id":"([^"]+)"/.exec(socket.frames.at(-1) ?? '')?.[1] ?? '';
      used.add(lane);
      socket.created(lane, `r${n}`);
      turn.cancel();
      socket.completed(lane, `r${n}`);
    }
    assert.equal(socket.frames.length, 50);
    assert.ok(used.size <= 4, [...used].join(' '));
  });

  it('leaves no timer, listener or name behind over a thousand turns', async () => {
    const { session, endpoint, clock } = harness();
    session.reconnect();
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    const before = clock.pending;
    const abort = new AbortController();
    for (let n = 0; n < 1000; n++) {
      const turn = session.start({ lane: 'inline', input: 'x' }, abort.signal);
      const lane = /"stream_id":"([^"]+)"/.exec(socket.frames.at(-1) ?? '')?.[1] ?? '';
      socket.created(lane, `r${n}`);
      if (n % 3 === 0) turn.cancel();
      if (n % 3 === 1) socket.incomplete(lane, `r${n}`, 'max_output_tokens');
      else socket.completed(lane, `r${n}`);
      await turn.done;
    }
    assert.equal(clock.pending, before);
    assert.equal(getEventListeners(abort.signal, 'abort').length, 0);
    assert.equal(session.metrics().turns.cancelled, 334);
  });

  it('reports what it did in figures', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'inline', input: 'a' });
    await settle();
    const socket = endpoint.socket.accept(ourHeaders());
    socket.created('inline', 'r');
    await clock.advance(40);
    socket.delta('inline', 'x');
    await clock.advance(100);
    socket.completed('inline', 'r', 20);
    const { bytes } = await turn.done;
    session.start({ lane: 'inline', input: 'b' }).cancel();
    const metrics = session.metrics();
    assert.deepEqual(metrics.firstToken, { p50: 40, p95: 40 });
    assert.equal(metrics.lastTokensPerSecond, 200);
    assert.deepEqual(metrics.turns, { completed: 1, incomplete: 0, cancelled: 1, failed: 0 });
    assert.ok(metrics.bytesDown === bytes.down && metrics.bytesUp > bytes.up);
  });
});
