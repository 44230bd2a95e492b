import assert from 'node:assert/strict';
import { EngineError } from '../../../../src/engines/engine';
import { ConnectionBench } from '../../../support/gateway/connectionBench';
import { lines } from '../../../support/gateway/transcript';

describe('Connection: one response', () => {
  it('writes the documented events in the documented order', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello');
    await bench.answer('hello', 'Hel', 'lo.');
    assert.deepEqual(
      bench.transcript(),
      lines(`
        0 created resp_1
        1 in_progress resp_1
        2 output_item.added message msg_1 in_progress
        3 content_part.added
        4 output_text.delta "Hel"
        5 output_text.delta "lo."
        6 output_text.done "Hello."
        7 content_part.done
        8 output_item.done message msg_1 completed
        9 completed resp_1 tokens 10(4)+2 output 1
      `),
    );
  });

  it('asks its engine in the tick in which the request comes', () => {
    const bench = new ConnectionBench();
    bench.connection.receive(JSON.stringify({ type: 'response.create', input: 'hello' }));
    assert.equal(bench.engine.answers.length, 1);
    assert.deepEqual(bench.transcript(), lines('0 created resp_1\n1 in_progress resp_1'));
  });

  it('gives an answer without text one empty message', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello');
    await bench.answer('hello');
    assert.deepEqual(
      bench.transcript().slice(2),
      lines(`
        2 output_item.added message msg_1 in_progress
        3 content_part.added
        4 output_text.done ""
        5 content_part.done
        6 output_item.done message msg_1 completed
        7 completed resp_1 tokens 10(4)+0 output 1
      `),
    );
  });

  it('writes function calls after the text, each as its own item', async () => {
    const bench = new ConnectionBench();
    await bench.create('list files', { stream_id: 'chat' });
    const answer = bench.engine.answerTo('list files');
    answer.text('Let me look.');
    answer.call('shell', '{"command":"ls"}');
    answer.end();
    await bench.settle();
    assert.deepEqual(
      bench.transcript().slice(2),
      lines(`
        [chat] 2 output_item.added message msg_1 in_progress
        [chat] 3 content_part.added
        [chat] 4 output_text.delta "Let me look."
        [chat] 5 output_text.done "Let me look."
        [chat] 6 content_part.done
        [chat] 7 output_item.done message msg_1 completed
        [chat] 8 output_item.added function_call fc_1 in_progress
        [chat] 9 function_call_arguments.delta "{\\"command\\":\\"ls\\"}"
        [chat] 10 function_call_arguments.done {"command":"ls"}
        [chat] 11 output_item.done function_call fc_1 completed
        [chat] 12 completed resp_1 tokens 10(4)+4 output 2
      `),
    );
  });

  it('ends an answer that reaches its limit as incomplete', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello', { max_output_tokens: 2 });
    assert.equal(bench.engine.answerTo('hello').request.maxOutputTokens, 2);
    bench.engine.answerTo('hello').text('Hello');
    bench.engine.answerTo('hello').end('max_output_tokens');
    await bench.settle();
    assert.deepEqual(bench.transcript().slice(-2), [
      '7 output_item.done message msg_1 incomplete',
      '8 incomplete resp_1 max_output_tokens tokens 10(4)+1 output 1',
    ]);
  });

  it('stops an engine that goes beyond its limit', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello', { max_output_tokens: 2 });
    const answer = bench.engine.answerTo('hello');
    for (const text of ['one ', 'two ', 'three ', 'four ']) answer.text(text);
    await bench.settle();
    assert.ok(answer.signal.aborted);
    assert.match(bench.transcript().at(-1) ?? '', /incomplete resp_1 max_output_tokens/);
  });

  it('ends an answer that goes beyond all size', async function () {
    // Many megabytes; a busy machine takes its time.
    this.timeout(20_000);
    const bench = new ConnectionBench();
    await bench.create('hello');
    for (let n = 0; n < 33; n++) bench.engine.answerTo('hello').text('x'.repeat(1024 * 1024));
    await bench.settle();
    assert.match(bench.transcript().at(-1) ?? '', /incomplete resp_1 max_output_tokens/);
    assert.equal(bench.engine.answerTo('hello').signal.aborted, true);
  });

  it('hands the request to the engine: instructions, input, and a model that it has', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello', { instructions: 'Be brief.', model: 'model-b' });
    const { onRoute: _heard, lane: _lane, connection, ...asked } = bench.engine.answers[0]?.request ?? {};
    assert.deepEqual(asked, {
      model: 'model-b',
      instructions: 'Be brief.',
      input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hello' }] }],
      maxOutputTokens: undefined,
      settings: { tools: [] },
    });
    await bench.create('other', { stream_id: 'x', model: 'gpt-something' });
    assert.equal(bench.engine.answers[1]?.request.model, 'model-a');
    // What an engine knows the connection by is one for all lanes, and ends with it.
    assert.ok(connection?.aborted === false && connection === bench.engine.answers[1]?.request.connection);
    bench.connection.dispose();
    assert.ok(connection.aborted);
  });

  it('makes the engine wait for a slow reader', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello');
    const answer = bench.engine.answerTo('hello');
    answer.text('one ');
    await bench.settle();
    bench.block();
    for (const text of ['two ', 'three ', 'four ']) answer.text(text);
    await bench.settle();
    const waiting = bench.frames.filter(({ delta }) => delta !== undefined).length;
    assert.ok(waiting <= 2, `${waiting} deltas went out to a reader that takes none`);
    bench.unblock();
    answer.end();
    await bench.settle();
    assert.equal(bench.frames.map(({ delta }) => delta ?? '').join(''), 'one two three four ');
  });
});

describe('Connection: failures', () => {
  it('tells a failure before any output as a nested error with status and headers', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello', { stream_id: 'a' });
    bench.engine
      .answerTo('hello')
      .fail(new EngineError(429, 'rate_limit_exceeded', 'Slow down.', { 'retry-after': '7' }));
    await bench.settle();
    assert.equal(bench.transcript().at(-1), '[a] 2 error 429 rate_limit_exceeded');
    assert.deepEqual(bench.frames.at(-1)?.error, {
      type: 'rate_limit_error',
      code: 'rate_limit_exceeded',
      message: 'Slow down.',
      param: null,
      headers: { 'retry-after': '7' },
    });
  });

  it('tells a failure after output as response.failed, and nothing of the inside of a fault', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello');
    bench.engine.answerTo('hello').text('Hel');
    bench.engine.answerTo('hello').fail(new Error('secret path /home/me'));
    await bench.settle();
    assert.equal(bench.transcript().at(-1), '5 failed resp_1 server_error');
    assert.doesNotMatch(JSON.stringify(bench.frames), /secret path/);
  });

  it('answers what is not of the protocol and goes on', async () => {
    const bench = new ConnectionBench();
    for (const frame of ['{', '[]', '1', '{"type":5}', '{"type":"response.dance"}']) await bench.send(frame);
    await bench.create('hello', { stream_id: 'no spaces' });
    await bench.create('hello', { stream_id: 'a', max_output_tokens: 0 });
    await bench.send({ type: 'response.create' });
    assert.deepEqual(
      bench.transcript(),
      lines(`
        - error 400 invalid_json
        - error 400 invalid_request
        - error 400 invalid_request
        - error 400 invalid_request
        - error 400 unknown_event
        - error 400 invalid_stream_id
        [a] - error 400 invalid_request
        - error 400 missing_required_parameter
      `),
    );
    await bench.create('hello');
    await bench.answer('hello', 'Hello.');
    assert.match(bench.transcript().at(-1) ?? '', /completed resp_1/);
  });

  it('closes with 1003 on a binary frame and stops its engines', async () => {
    const bench = new ConnectionBench();
    await bench.create('hello');
    bench.connection.receiveBinary();
    assert.equal(bench.closed?.code, 1003);
    assert.ok(bench.engine.answerTo('hello').signal.aborted);
  });

  it('stops every engine when the peer is gone, says nothing more and leaves no timer', async () => {
    const bench = new ConnectionBench();
    await bench.create('one', { stream_id: 'a' });
    await bench.create('two', { stream_id: 'b' });
    await bench.create('three', { stream_id: 'b' });
    const before = bench.frames.length;
    bench.connection.dispose();
    await bench.settle();
    assert.ok(bench.engine.answers.every(({ signal }) => signal.aborted));
    assert.equal(bench.engine.answers.length, 2, 'what waited never started an engine');
    assert.equal(bench.frames.length, before);
    assert.equal(bench.clock.pending, 0);
  });
});

describe('Connection: input nested beyond reason', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  const hidden = `[{"role":"user","content":"x","more":${deep}}]`;

  for (const [name, input] of [
    ['an illegal steer', deep],
    ['a legal steer', hidden],
  ] as const) {
    it(`is refused and not given back: ${name}`, async () => {
      const bench = new ConnectionBench();
      await bench.create('one');
      bench.transcript();
      await bench.send(`{"type":"response.steer","previous_response_id":"${bench.lastId}","input":${input}}`);
      await bench.send(`{"type":"response.steer","previous_response_id":"unknown","input":${input}}`);
      assert.deepEqual(bench.transcript(), ['- error 400 invalid_request', '- error 400 invalid_request']);
      assert.ok(bench.isOpen);
    });
  }

  it('is refused in a request too: an engine would have to write it again', async () => {
    const bench = new ConnectionBench();
    await bench.send(`{"type":"response.create","stream_id":"a","input":${hidden}}`);
    assert.deepEqual(bench.transcript(), ['[a] - error 400 invalid_request']);
    await bench.create('again', { stream_id: 'b' });
    assert.equal(bench.engine.answers.length, 1);
  });
});

describe('Connection: a warm-up that takes too long', () => {
  it('is answered after 10 s, from what there is, and its engine stopped', async () => {
    const bench = new ConnectionBench();
    bench.engine.warmUpHangs = true;
    await bench.create('prefix', { generate: false });
    await bench.clock.advance(9_999);
    assert.doesNotMatch(bench.transcript().join(), /completed/);
    await bench.clock.advance(1);
    await bench.settle();
    assert.match(bench.transcript().join(), /completed resp_1/);
    await bench.create('go on', { previous_response_id: 'resp_1' });
    assert.equal(bench.engine.answerTo('go on').request.input.length, 2);
    await bench.answer('go on', 'Hi.');
    bench.connection.dispose();
    assert.equal(bench.clock.pending, 0);
  });

  it('can be cancelled before', async () => {
    const bench = new ConnectionBench();
    bench.engine.warmUpHangs = true;
    await bench.create('prefix', { generate: false });
    await bench.send({ type: 'codex_spark.cancel' });
    assert.match(bench.transcript().at(-1) ?? '', /incomplete resp_1 cancelled/);
    bench.connection.dispose();
    assert.equal(bench.clock.pending, 0);
  });
});

describe('Connection: faults of our own', () => {
  for (const frame of ['{', '{"type":"response.create","input":"x"}']) {
    it(`end the connection and nothing else: ${frame}`, async () => {
      const bench = new ConnectionBench();
      bench.sendError = new Error('broken');
      await bench.send(frame);
      assert.equal(bench.closed?.code, 1011);
      assert.equal(bench.clock.pending, 0);
    });
  }
});

describe('Connection: lanes', () => {
  it('interleaves lanes, each with its own numbers', async () => {
    const bench = new ConnectionBench();
    await bench.create('one', { stream_id: 'a' });
    await bench.create('two');
    bench.transcript();
    const one = bench.engine.answerTo('one');
    const two = bench.engine.answerTo('two');
    for (const [answer, text] of [
      [one, 'A1'],
      [two, 'D1'],
      [one, 'A2'],
    ] as const) {
      answer.text(text);
      await bench.settle();
    }
    assert.deepEqual(
      bench.transcript().filter(line => line.includes('delta')),
      ['[a] 4 output_text.delta "A1"', '4 output_text.delta "D1"', '[a] 5 output_text.delta "A2"'],
    );
  });

  it('answers a lane in order and starts the next only after the terminal event', async () => {
    const bench = new ConnectionBench();
    await bench.create('one', { stream_id: 'a' });
    await bench.create('two', { stream_id: 'a' });
    assert.equal(bench.engine.answers.length, 1);
    await bench.answer('one', 'x');
    assert.equal(bench.engine.answers.length, 2);
    const types = bench.transcript().map(line => line.split(' ').slice(0, 4).join(' '));
    assert.ok(types.indexOf('[a] 8 completed resp_1') < types.indexOf('[a] 0 created resp_2'));
  });

  it('refuses lane names and waiting requests beyond the limits', async () => {
    const bench = new ConnectionBench({ maxLanes: 1, maxQueued: 1 });
    await bench.create('one', { stream_id: 'a' });
    await bench.create('two', { stream_id: 'b' });
    await bench.create('three', { stream_id: 'a' });
    await bench.create('four', { stream_id: 'a' });
    assert.deepEqual(
      bench.transcript().filter(line => line.includes('error')),
      ['[b] - error 400 websocket_stream_limit_reached', '[a] - error 429 rate_limit_exceeded'],
    );
  });
});
