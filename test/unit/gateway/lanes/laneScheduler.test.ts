import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDeferred, type Deferred } from '../../../../src/common/deferred';
import { LaneScheduler, type SchedulerLimits } from '../../../../src/gateway/lanes/laneScheduler';

const roomy: SchedulerLimits = { maxInFlight: 4, maxLanes: 4, maxQueued: 10, maxQueuedSize: 1000 };

function bench(limits: Partial<SchedulerLimits> = {}) {
  const started: string[] = [];
  const running = new Map<string, Deferred<void>>();
  let idle = 0;
  const scheduler = new LaneScheduler({ ...roomy, ...limits }, () => idle++);
  return {
    scheduler,
    started,
    idle: () => idle,
    submit(lane: string | undefined, name: string, size = 1) {
      return scheduler.submit({
        lane,
        size,
        run: () => {
          started.push(name);
          const deferred = createDeferred<void>();
          running.set(name, deferred);
          return deferred.promise;
        },
      });
    },
    async finish(name: string) {
      running.get(name)?.resolve();
      await new Promise(resolve => void setImmediate(resolve));
    },
  };
}

describe('LaneScheduler', () => {
  it('runs a lane in order, one at a time', async () => {
    const b = bench();
    b.submit('a', 'a1');
    b.submit('a', 'a2');
    b.submit('a', 'a3');
    assert.deepEqual(b.started, ['a1']);
    await b.finish('a1');
    assert.deepEqual(b.started, ['a1', 'a2']);
    await b.finish('a2');
    assert.deepEqual(b.started, ['a1', 'a2', 'a3']);
  });

  it('runs lanes side by side, the default lane among them', () => {
    const b = bench();
    b.submit('a', 'a1');
    b.submit(undefined, 'default');
    b.submit('b', 'b1');
    assert.deepEqual(b.started, ['a1', 'default', 'b1']);
    assert.equal(b.scheduler.inFlight, 3);
  });

  it('queues what exceeds the responses in flight and starts the oldest that can start', async () => {
    const b = bench({ maxInFlight: 2 });
    b.submit('a', 'a1');
    b.submit('b', 'b1');
    b.submit('b', 'b2');
    b.submit('c', 'c1');
    assert.deepEqual(b.started, ['a1', 'b1']);
    await b.finish('a1');
    assert.deepEqual(b.started, ['a1', 'b1', 'c1'], 'b2 is older but its lane is taken');
    await b.finish('b1');
    assert.deepEqual(b.started, ['a1', 'b1', 'c1', 'b2']);
  });

  it('refuses a lane name beyond the limit, but not the default lane and not a known name', async () => {
    const b = bench({ maxLanes: 2 });
    assert.equal(b.submit('a', 'a1'), 'taken');
    assert.equal(b.submit('b', 'b1'), 'taken');
    assert.equal(b.submit('c', 'c1'), 'lane-limit');
    assert.equal(b.submit(undefined, 'default'), 'taken');
    assert.equal(b.submit('a', 'a2'), 'taken');
    await b.finish('a1');
    assert.equal(b.submit('c', 'c1'), 'lane-limit', 'names count for the life of the socket');
  });

  it('refuses what would wait beyond the bounds, and a refusal does not use up a lane name', () => {
    const b = bench({ maxInFlight: 1, maxQueued: 2, maxLanes: 3, maxQueuedSize: 100 });
    b.submit('a', 'a1', 10_000);
    assert.equal(b.submit('a', 'a2', 60), 'taken', 'what runs at once is not counted as waiting');
    assert.equal(b.submit('b', 'b1', 60), 'queue-full', 'too large');
    assert.equal(b.submit('c', 'c1', 40), 'taken');
    assert.equal(b.submit('d', 'd1', 0), 'queue-full', 'too many');
    assert.equal(b.scheduler.queued, 2);
  });

  it('says when it is idle, and a job that rejects frees its lane', async () => {
    const b = bench();
    b.scheduler.submit({ lane: 'a', size: 1, run: () => Promise.reject(new Error('no')) });
    b.submit('a', 'a2');
    await new Promise(resolve => void setImmediate(resolve));
    assert.deepEqual(b.started, ['a2']);
    assert.equal(b.idle(), 0);
    await b.finish('a2');
    assert.equal(b.idle(), 1);
  });

  it('never breaks order, limits or liveness, whatever comes', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('submit' as const),
        lane: fc.constantFrom(undefined, 'a', 'b', 'c', 'd'),
      }),
      fc.record({ kind: fc.constant('finish' as const), pick: fc.nat(10) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, max) => {
          const running: { lane: string | undefined; n: number; done: Deferred<void> }[] = [];
          const order = new Map<string | undefined, number[]>();
          let taken = 0;
          let finished = 0;
          const scheduler = new LaneScheduler({ ...roomy, maxInFlight: max, maxQueued: 100 });
          const finish = async (index: number): Promise<void> => {
            const [job] = running.splice(index, 1);
            job?.done.resolve();
            if (job) finished++;
            await Promise.resolve();
            await Promise.resolve();
          };
          for (const [n, action] of steps.entries()) {
            if (action.kind === 'finish') {
              await finish(action.pick % Math.max(1, running.length));
              continue;
            }
            const { lane } = action;
            const run = (): Promise<void> => {
              assert.ok(!running.some(job => job.lane === lane), 'one at a time in a lane');
              const done = createDeferred<void>();
              running.push({ lane, n, done });
              order.set(lane, [...(order.get(lane) ?? []), n]);
              return done.promise;
            };
            if (scheduler.submit({ lane, size: 1, run }) === 'taken') taken++;
            assert.ok(running.length <= max, 'never more in flight than allowed');
          }
          while (running.length > 0) await finish(0);
          assert.equal(finished, taken, 'everything taken has run');
          for (const list of order.values())
            assert.deepEqual(
              list,
              [...list].sort((a, b) => a - b),
            );
        },
      ),
      { numRuns: 200 },
    );
  });
});
