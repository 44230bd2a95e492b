import assert from 'node:assert/strict';
import { EngineError } from '../../../../src/engines/engine';
import { maxPendingSize, maxPendingSteers } from '../../../../src/gateway/turn/steerQueue';
import { ConnectionBench } from '../../../support/gateway/connectionBench';
import { lines } from '../../../support/gateway/transcript';

const steer = (id: string, input: unknown = 'use a loop') => ({
  type: 'response.steer',
  previous_response_id: id,
  input,
});

describe('response.steer', () => {
  it('finishes the line, ends the answer as steered, and goes on by itself with the input', async () => {
    const bench = new ConnectionBench();
    await bench.create('write', { stream_id: 'edit', instructions: 'Code only.', max_output_tokens: 50 });
    const answer = bench.engine.answerTo('write');
    answer.text('one\ntw');
    await bench.settle();
    bench.transcript();
    await bench.send(steer('resp_1'));
    answer.text('o');
    answer.text('\nthree');
    await bench.settle();
    assert.deepEqual(
      bench.transcript(),
      lines(`
        [edit] 5 steer.accepted steer_1 of resp_1
        [edit] 6 output_text.delta "o"
        [edit] 7 output_text.delta "\\n"
        [edit] 8 output_text.done "one\\ntwo\\n"
        [edit] 9 content_part.done
        [edit] 10 output_item.done message msg_1 incomplete
        [edit] 11 incomplete resp_1 steered tokens 4(0)+3 output 1
        [edit] 0 created resp_2 after resp_1
        [edit] 1 in_progress resp_2 after resp_1
      `),
    );
    assert.ok(answer.signal.aborted, 'the engine is stopped');
    const next = bench.engine.answerTo('use a loop').request;
    assert.equal(next.instructions, 'Code only.');
    assert.equal(next.maxOutputTokens, 50);
    assert.deepEqual(
      next.input.map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
    await bench.answer('use a loop', 'for');
    assert.match(bench.transcript().at(-1) ?? '', /completed resp_2 after resp_1/);
  });

  it('goes on at once when nothing has been written yet', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    bench.transcript();
    await bench.send(steer('resp_1'));
    assert.deepEqual(
      bench.transcript(),
      lines(`
        2 steer.accepted steer_1 of resp_1
        3 incomplete resp_1 steered tokens 2(0)+0 output 0
        0 created resp_2 after resp_1
        1 in_progress resp_2 after resp_1
      `),
    );
  });

  it('lets an answer that ends first complete, and goes on from there', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    bench.engine.answerTo('write').text('almost');
    await bench.settle();
    await bench.send(steer('resp_1'));
    bench.transcript();
    await bench.answer('write', ' done');
    assert.deepEqual(
      bench.transcript().slice(-3),
      lines(`
        10 completed resp_1 tokens 10(4)+2 output 1
        0 created resp_2 after resp_1
        1 in_progress resp_2 after resp_1
      `),
    );
  });

  it('comes before what waits in the lane, and takes several inputs in order', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    await bench.create('waits');
    bench.engine.answerTo('write').text('x');
    await bench.settle();
    await bench.send(steer('resp_1', 'first'));
    await bench.send(steer('resp_1', [{ role: 'user', content: 'second' }]));
    await bench.answer('write', 'y');
    const input = JSON.stringify(bench.engine.answers[1]?.request.input);
    assert.ok(input.indexOf('first') < input.indexOf('second'));
    assert.equal(bench.engine.answers.length, 2);
    await bench.answer('second', 'z');
    assert.equal(bench.engine.answers.length, 3);
  });

  it('cuts a line that does not end', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    const answer = bench.engine.answerTo('write');
    answer.text('x');
    await bench.settle();
    await bench.send(steer('resp_1'));
    for (let n = 0; n < 30; n++) answer.text('0123456789');
    await bench.settle();
    assert.ok(bench.transcript().some(line => line.includes('incomplete resp_1 steered')));
    const text = bench.frames.map(({ delta }) => delta ?? '').join('');
    assert.equal(text.length, 1 + 200);
  });

  it('cuts a line of a slow engine after 30 ms, wherever it is', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    bench.engine.answerTo('write').text('a slow li');
    await bench.settle();
    await bench.send(steer('resp_1'));
    bench.transcript();
    await bench.clock.advance(29);
    await bench.settle();
    assert.deepEqual(bench.transcript(), []);
    await bench.clock.advance(1);
    await bench.settle();
    assert.match(bench.transcript().join(), /incomplete resp_1 steered.*created resp_2/);
    const pending = bench.clock.pending;
    await bench.answer('use a loop', 'for');
    assert.equal(bench.clock.pending, pending, 'no timer is left');
  });

  it('waits with its input when the answer asks for tool results, and prepends it to them', async () => {
    const bench = new ConnectionBench();
    await bench.create('write', { stream_id: 'chat' });
    const answer = bench.engine.answerTo('write');
    answer.text('x');
    await bench.settle();
    await bench.send(steer('resp_1'));
    bench.transcript();
    answer.call('shell', '{}');
    answer.end();
    await bench.settle();
    assert.deepEqual(
      bench.transcript().slice(-2),
      lines(`
        [chat] 13 completed resp_1 tokens 10(4)+4 output 2
        [chat] 14 steer.pending waiting_for_required_input steer_1 of resp_1
      `),
    );
    assert.deepEqual(bench.frames.at(-1)?.['required_input'], [
      { type: 'function_call_output', call_id: 'call_1', name: 'shell' },
    ]);
    await bench.send({
      type: 'response.create',
      stream_id: 'chat',
      previous_response_id: 'resp_1',
      input: [{ type: 'function_call_output', call_id: 'call_1', output: 'ok' }],
    });
    const input = bench.engine.answers[1]?.request.input ?? [];
    assert.match(JSON.stringify(input.at(-2)), /use a loop/);
    assert.equal(input.at(-1)?.type, 'function_call_output');
  });

  it('gives held input back when the lane moves on without it', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    const answer = bench.engine.answerTo('write');
    answer.text('x');
    await bench.settle();
    await bench.send(steer('resp_1'));
    answer.call('shell', '{}');
    answer.end();
    await bench.settle();
    await bench.create('something else');
    bench.transcript();
    await bench.answer('something else', 'y');
    assert.ok(
      bench
        .transcript()
        .some(line => line.includes('steer.failed successor_creation_failed steer_1 of resp_1')),
    );
  });
});

describe('response.steer.failed', () => {
  const cases: readonly [string, (bench: ConnectionBench) => Promise<unknown>, string][] = [
    [
      'response_not_found',
      bench => bench.send(steer('resp_9')),
      '0 steer.failed response_not_found no-id of resp_9',
    ],
    [
      'response_already_completed',
      async bench => {
        await bench.create('write');
        await bench.answer('write', 'x');
        await bench.send(steer('resp_1'));
      },
      '0 steer.failed response_already_completed no-id of resp_1',
    ],
    [
      'response_not_active',
      async bench => {
        await bench.create('write', { stream_id: 'a' });
        await bench.send({ type: 'codex_spark.cancel', stream_id: 'a' });
        await bench.send(steer('resp_1'));
      },
      '[a] 0 steer.failed response_not_active no-id of resp_1',
    ],
    [
      'invalid_input: a role that is not the user',
      async bench => {
        await bench.create('write');
        await bench.send(steer('resp_1', [{ role: 'system', content: 'x' }]));
      },
      '2 steer.failed invalid_input no-id of resp_1',
    ],
    [
      'invalid_input: not of a legal shape at all',
      async bench => {
        await bench.create('write');
        await bench.send(steer('resp_1', 42));
      },
      '2 steer.failed invalid_input no-id of resp_1',
    ],
    [
      'invalid_input: nothing',
      async bench => {
        await bench.create('write');
        await bench.send(steer('resp_1', []));
      },
      '2 steer.failed invalid_input no-id of resp_1',
    ],
    [
      'successor_creation_failed: the answer broke',
      async bench => {
        await bench.create('write');
        bench.engine.answerTo('write').text('x');
        await bench.settle();
        await bench.send(steer('resp_1'));
        bench.engine.answerTo('write').fail(new EngineError(500, 'server_error', 'no'));
        await bench.settle();
        assert.match(bench.frames.at(-1)?.type ?? '', /response.failed/);
        bench.frames.pop();
      },
      '6 steer.failed successor_creation_failed steer_1 of resp_1',
    ],
    [
      'response_not_active: cancelled while it waited',
      async bench => {
        await bench.create('write');
        bench.engine.answerTo('write').text('x');
        await bench.settle();
        await bench.send(steer('resp_1'));
        await bench.send({ type: 'codex_spark.cancel' });
      },
      '6 steer.failed response_not_active steer_1 of resp_1',
    ],
    [
      'successor_creation_failed: the gateway is closing',
      async bench => {
        await bench.create('write');
        bench.engine.answerTo('write').text('x');
        await bench.settle();
        await bench.send(steer('resp_1'));
        bench.connection.drain('shutdown');
        await bench.answer('write', 'y');
      },
      '11 steer.failed successor_creation_failed steer_1 of resp_1',
    ],
  ];
  for (const [name, act, expected] of cases) {
    it(name, async () => {
      const bench = new ConnectionBench();
      await act(bench);
      assert.equal(
        bench.transcript().findLast(line => line.includes('steer.failed')),
        expected,
      );
      const failure = bench.frames.findLast(({ type }) => type === 'response.steer.failed');
      assert.ok(failure?.steer && 'input' in failure.steer, 'the input is given back');
      assert.equal(failure.error?.['type'], 'invalid_request_error');
    });
  }

  it('steering_not_supported: a warm-up', async () => {
    const bench = new ConnectionBench();
    let release = (): void => {};
    bench.engine.warmUp = () => new Promise<void>(resolve => (release = resolve));
    await bench.create('context', { generate: false });
    await bench.send(steer('resp_1'));
    assert.equal(bench.transcript().at(-1), '2 steer.failed steering_not_supported no-id of resp_1');
    release();
    await bench.settle();
    assert.match(bench.transcript().at(-1) ?? '', /3 completed/);
  });

  it('too_many_pending_steers, by size: all that the frame holds counts', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    const image = { type: 'input_image', image_url: 'x'.repeat(maxPendingSize) };
    await bench.send({ ...steer('resp_1'), input: [{ role: 'user', content: [image] }] });
    assert.match(bench.transcript().at(-1) ?? '', /steer.failed too_many_pending_steers no-id/);
  });

  it('too_many_pending_steers', async () => {
    const bench = new ConnectionBench();
    await bench.create('write');
    bench.engine.answerTo('write').text('x');
    await bench.settle();
    for (let n = 0; n < maxPendingSteers; n++) await bench.send(steer('resp_1', `s${n}`));
    assert.match(bench.transcript().at(-1) ?? '', /steer.accepted/);
    await bench.send(steer('resp_1', 'one too many'));
    assert.match(bench.transcript().at(-1) ?? '', /steer.failed too_many_pending_steers no-id/);
  });
});
