import assert from 'node:assert/strict';
import { ConnectionBench } from '../../../support/gateway/connectionBench';
import { lines } from '../../../support/gateway/transcript';

describe('Connection: age and shutdown', () => {
  it('at its age limit finishes what is in flight, refuses what is new or waits, and closes', async () => {
    const bench = new ConnectionBench({ maxConnectionMs: 60_000 });
    await bench.create('one', { stream_id: 'a' });
    await bench.create('waits', { stream_id: 'a' });
    bench.clock.tick(60_000);
    await bench.create('late', { stream_id: 'b' });
    bench.transcript();
    assert.ok(bench.isOpen);
    await bench.answer('one', 'done');
    assert.deepEqual(
      bench.transcript().slice(-3),
      lines(`
        [a] 8 completed resp_1 tokens 10(4)+1 output 1
        [a] - error 400 websocket_connection_limit_reached
        - error 400 websocket_connection_limit_reached
      `),
    );
    assert.equal(bench.closed?.code, 1001);
    assert.equal(bench.clock.pending, 0);
  });

  it('closes an idle connection at its age limit, after saying why', () => {
    const bench = new ConnectionBench({ maxConnectionMs: 60_000 });
    bench.clock.tick(60_000);
    assert.deepEqual(bench.transcript(), ['- error 400 websocket_connection_limit_reached']);
    assert.equal(bench.closed?.code, 1001);
  });

  it('at shutdown lets the answer finish, and cuts it as failed after the grace', async () => {
    const bench = new ConnectionBench({ drainGraceMs: 1_000 });
    await bench.create('one');
    bench.connection.drain('shutdown');
    await bench.create('late', { stream_id: 'b' });
    assert.equal(bench.transcript().at(-1), '[b] - error 503 server_error');
    bench.engine.answerTo('one').text('still here');
    await bench.settle();
    assert.match(bench.transcript().at(-1) ?? '', /still here/);
    bench.clock.tick(1_000);
    await bench.settle();
    assert.deepEqual(bench.transcript(), ['5 failed resp_1 server_error']);
    assert.equal(bench.closed?.code, 1012);
  });
});
