import assert from 'node:assert/strict';
import { EngineError } from '../../../../src/engines/engine';
import { ConnectionBench } from '../../../support/gateway/connectionBench';
import { lines } from '../../../support/gateway/transcript';

/** What an engine was given to read, as `role: text`. */
function conversation(bench: ConnectionBench, newest: string): string[] {
  return bench.engine.answerTo(newest).request.input.map(({ role, content, type }) => {
    const text = Array.isArray(content) ? content.map(part => part.text).join('') : content;
    return `${role ?? type}: ${text ?? ''}`;
  });
}

describe('Conversations: chains', () => {
  it('hands the engine the lane, the same object each time', async () => {
    const bench = new ConnectionBench();
    for (const [input, stream_id] of [['first'], ['second', 'x'], ['third']]) {
      await bench.create(input ?? '', { stream_id });
      await bench.answer(input ?? '', 'one');
    }
    const lanes = bench.engine.answers.map(answer => answer.request.lane);
    assert.deepEqual(lanes, [{ name: undefined }, { name: 'x' }, { name: undefined }]);
    assert.equal(lanes[2], lanes[0]);
  });

  it('continues from a response: the whole conversation reaches the engine, instructions do not carry over', async () => {
    const bench = new ConnectionBench();
    await bench.create('first', { instructions: 'Be brief.' });
    await bench.answer('first', 'one');
    await bench.create('second', { previous_response_id: 'resp_1' });
    assert.deepEqual(conversation(bench, 'second'), ['user: first', 'assistant: one', 'user: second']);
    assert.equal(bench.engine.answerTo('second').request.instructions, '');
    await bench.answer('second', 'two');
    assert.match(bench.transcript().at(-1) ?? '', /completed resp_2 after resp_1/);
  });

  it('keeps only the latest response of a lane', async () => {
    const bench = new ConnectionBench();
    await bench.create('first');
    await bench.answer('first', 'one');
    await bench.create('second', { previous_response_id: 'resp_1' });
    await bench.answer('second', 'two');
    await bench.create('again', { previous_response_id: 'resp_1' });
    assert.deepEqual(bench.codes(), ['previous_response_not_found']);
    assert.deepEqual(bench.frames.at(-1)?.error?.['param'], 'previous_response_id');
  });

  it('does not find a response that is still in flight, unknown, or of another connection', async () => {
    const bench = new ConnectionBench();
    await bench.create('first', { stream_id: 'a' });
    await bench.create('fork', { stream_id: 'b', previous_response_id: 'resp_1' });
    await bench.create('odd', { stream_id: 'b', previous_response_id: 'resp_77' });
    assert.deepEqual(bench.codes(), ['previous_response_not_found', 'previous_response_not_found']);
  });

  it('forks into another lane and leaves the source as it is', async () => {
    const bench = new ConnectionBench();
    await bench.create('base', { stream_id: 'base' });
    await bench.answer('base', 'ready');
    for (const name of ['x', 'y']) {
      await bench.create(`fork ${name}`, { stream_id: name, previous_response_id: 'resp_1' });
      await bench.answer(`fork ${name}`, 'forked');
    }
    await bench.create('on', { stream_id: 'base', previous_response_id: 'resp_1' });
    assert.deepEqual(conversation(bench, '"on"'), ['user: base', 'assistant: ready', 'user: on']);
    assert.deepEqual(bench.codes(), []);
  });

  it('a continuation that fails on the same lane takes its parent with it', async () => {
    const bench = new ConnectionBench();
    await bench.create('first');
    await bench.answer('first', 'one');
    await bench.create('second', { previous_response_id: 'resp_1' });
    bench.engine.answerTo('second').fail(new EngineError(500, 'server_error', 'no'));
    await bench.settle();
    await bench.create('third', { previous_response_id: 'resp_1' });
    assert.deepEqual(bench.codes(), ['server_error', 'previous_response_not_found']);
  });

  it('a fork that fails leaves its source', async () => {
    const bench = new ConnectionBench();
    await bench.create('first', { stream_id: 'a' });
    await bench.answer('first', 'one');
    await bench.create('second', { stream_id: 'b', previous_response_id: 'resp_1' });
    bench.engine.answerTo('second').fail(new EngineError(500, 'server_error', 'no'));
    await bench.settle();
    await bench.create('third', { stream_id: 'b', previous_response_id: 'resp_1' });
    assert.deepEqual(bench.codes(), ['server_error']);
  });

  it('continues from an incomplete answer', async () => {
    const bench = new ConnectionBench();
    await bench.create('first');
    bench.engine.answerTo('first').text('half');
    bench.engine.answerTo('first').end('max_output_tokens');
    await bench.settle();
    await bench.create('go on', { previous_response_id: 'resp_1' });
    assert.deepEqual(conversation(bench, 'go on'), ['user: first', 'assistant: half', 'user: go on']);
  });

  it('carries items that are not messages along untouched, in both directions', async () => {
    const bench = new ConnectionBench();
    await bench.create('first');
    bench.engine.answerTo('first').call('shell', '{}');
    bench.engine.answerTo('first').end();
    await bench.settle();
    const output = { type: 'function_call_output', call_id: 'call_1', output: 'done' };
    await bench.send({ type: 'response.create', previous_response_id: 'resp_1', input: [output] });
    const [, call, result] = bench.engine.answers[1]?.request.input ?? [];
    assert.equal(call?.type, 'function_call');
    assert.equal(call?.['call_id'], 'call_1');
    assert.deepEqual(result, output);
  });

  it('forgets conversations beyond its memory', async () => {
    const bench = new ConnectionBench({ maxChainSize: 200 });
    await bench.create('x'.repeat(80), { stream_id: 'a' });
    await bench.answer('xxx', 'ok');
    await bench.create('y'.repeat(80), { stream_id: 'b' });
    await bench.answer('yyy', 'ok');
    await bench.create('a', { stream_id: 'a', previous_response_id: 'resp_1' });
    assert.deepEqual(bench.codes(), ['previous_response_not_found']);
  });
});

describe('Conversations: warm-up', () => {
  it('prepares the engine and writes a completed response without output', async () => {
    const bench = new ConnectionBench();
    await bench.create('context', { generate: false, instructions: 'Complete code.', stream_id: 'warm' });
    assert.deepEqual(
      bench.transcript(),
      lines(`
        [warm] 0 created resp_1
        [warm] 1 in_progress resp_1
        [warm] 2 completed resp_1 tokens 6(0)+0 output 0
      `),
    );
    assert.equal(bench.engine.warmUps[0]?.instructions, 'Complete code.');
    assert.equal(bench.engine.answers.length, 0);
  });

  it('can be continued and forked from', async () => {
    const bench = new ConnectionBench();
    await bench.create('context', { generate: false, stream_id: 'warm' });
    await bench.create('key 1', { stream_id: 'inline', previous_response_id: 'resp_1' });
    await bench.answer('key 1', 'a');
    await bench.create('key 2', { stream_id: 'inline', previous_response_id: 'resp_1' });
    assert.deepEqual(conversation(bench, 'key 2'), ['user: context', 'user: key 2']);
  });

  it('takes instructions alone', async () => {
    const bench = new ConnectionBench();
    await bench.send({ type: 'response.create', generate: false, instructions: 'Complete code.' });
    assert.match(bench.transcript().at(-1) ?? '', /completed resp_1/);
  });

  it('tells the failure of an engine', async () => {
    const bench = new ConnectionBench();
    bench.engine.warmUpError = new EngineError(503, 'server_error', 'no');
    await bench.create('context', { generate: false });
    assert.equal(bench.transcript().at(-1), '2 error 503 server_error');
  });
});

describe('Conversations: the prompt cache', () => {
  const compared = (id: string) => ({ prompt_cache_options: { comparison_response_id: id } });

  it('says nothing of it unless it is asked', async () => {
    const bench = new ConnectionBench();
    await bench.create('first');
    await bench.answer('first', 'one');
    assert.ok(!JSON.stringify(bench.frames).includes('prompt_cache_diagnostics'));
  });

  it('compares what is read, not what was written', async () => {
    const bench = new ConnectionBench();
    await bench.create('first');
    await bench.answer('first', 'one');
    await bench.create('first', compared('resp_1'));
    await bench.answer('first', 'two');
    assert.deepEqual(bench.diagnoses(), [{ type: 'cache_hit' }]);
  });

  it('takes a comparison of an odd form for none', async () => {
    const bench = new ConnectionBench();
    for (const prompt_cache_options of ['yes', 7, { comparison_response_id: 7 }, null])
      await bench.create('odd', { prompt_cache_options });
    await bench.answer('odd', 'one');
    assert.deepEqual(bench.codes(), []);
    assert.deepEqual(bench.diagnoses(), []);
  });

  it('prepares and does not answer where it is asked to prewarm', async () => {
    const bench = new ConnectionBench();
    await bench.create('static', { prompt_cache_options: { prewarm: true } });
    assert.deepEqual([bench.engine.warmUps.length, bench.engine.answers.length], [1, 0]);
  });
});
