import assert from 'node:assert/strict';
import { ConnectionBench } from '../../support/gateway/connectionBench';
import { lines } from '../../support/gateway/transcript';

describe('codex_spark.cancel', () => {
  it('ends the response in flight at once, and the lane goes on', async () => {
    const bench = new ConnectionBench();
    await bench.create('one', { stream_id: 'a' });
    const answer = bench.engine.answerTo('one');
    answer.text('half');
    await bench.settle();
    bench.transcript();
    await bench.send({ type: 'codex_spark.cancel', stream_id: 'a' });
    assert.deepEqual(
      bench.transcript(),
      lines(`
        [a] 5 output_text.done "half"
        [a] 6 content_part.done
        [a] 7 output_item.done message msg_1 incomplete
        [a] 8 incomplete resp_1 cancelled tokens 1(0)+1 output 1
      `),
    );
    assert.ok(answer.signal.aborted);
    await bench.create('two', { stream_id: 'a' });
    assert.equal(bench.engine.answers.length, 2);
  });

  it('without an id ends what waits in the lane as well, each with its own terminal event', async () => {
    const bench = new ConnectionBench();
    await bench.create('one');
    await bench.create('two');
    await bench.create('other', { stream_id: 'b' });
    bench.transcript();
    await bench.send({ type: 'codex_spark.cancel' });
    assert.deepEqual(
      bench.transcript(),
      lines(`
        2 incomplete resp_1 cancelled tokens 1(0)+0 output 0
        0 created resp_3
        1 in_progress resp_3
        2 incomplete resp_3 cancelled tokens 1(0)+0 output 0
      `),
    );
    assert.equal(bench.engine.answers.length, 2, 'the one that waited never reached the engine');
    assert.ok(!bench.engine.answerTo('other').signal.aborted);
  });

  it('with an id ends only that response; one that has ended is no error', async () => {
    const bench = new ConnectionBench();
    await bench.create('one');
    await bench.answer('one', 'x');
    await bench.create('two');
    bench.transcript();
    await bench.send({ type: 'codex_spark.cancel', response_id: 'resp_1' });
    await bench.send({ type: 'codex_spark.cancel', stream_id: 'nobody' });
    assert.deepEqual(bench.transcript(), []);
    await bench.send({ type: 'codex_spark.cancel', response_id: 'resp_2' });
    assert.match(bench.transcript().at(-1) ?? '', /incomplete resp_2 cancelled/);
  });

  it('leaves what the lane remembered, so that the next turn can continue from there', async () => {
    const bench = new ConnectionBench();
    await bench.create('base');
    await bench.answer('base', 'x');
    await bench.create('key', { previous_response_id: 'resp_1' });
    await bench.send({ type: 'codex_spark.cancel' });
    await bench.create('next', { previous_response_id: 'resp_1' });
    assert.deepEqual(bench.codes(), []);
    await bench.create('odd', { stream_id: 'b', previous_response_id: 'resp_2' });
    assert.deepEqual(bench.codes(), ['previous_response_not_found']);
  });

  it('works while the reader is slow', async () => {
    const bench = new ConnectionBench();
    await bench.create('one');
    bench.block();
    bench.engine.answerTo('one').text('x');
    bench.engine.answerTo('one').text('y');
    await bench.settle();
    await bench.send({ type: 'codex_spark.cancel' });
    assert.match(bench.transcript().at(-1) ?? '', /incomplete resp_1 cancelled/);
  });
});
