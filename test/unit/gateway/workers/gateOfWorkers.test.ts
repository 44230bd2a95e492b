import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { FairShares } from '../../../../src/gateway/admission/fairShares';
import type { SocketRoom } from '../../../../src/gateway/admission/socketRoom';
import { DayBudgets } from '../../../../src/gateway/admission/dayBudgets';
import { localGate, type Pass } from '../../../../src/gateway/admission/gate';
import type { Client } from '../../../../src/gateway/clients/client';
import { EngineError } from '../../../../src/engines/engine';
import { GateOfWorkers } from '../../../../src/gateway/workers/gateOfWorkers';
import { socketsOfAll, type SocketsOfAll } from '../../../../src/gateway/workers/socketsOfAll';
import { workerGate, type WorkerGate } from '../../../../src/gateway/workers/workerGate';
import { ManualClock } from '../../../support/manualClock';

const never = new AbortController().signal;
const client = (name: string, limits: Partial<Client> = {}): Client => ({
  name,
  requestsPerMinute: undefined,
  maxInFlight: undefined,
  ...limits,
});
const settle = (): Promise<void> => new Promise(resolve => void setImmediate(() => setImmediate(resolve)));

/** Two workers and the gate of both, with everything they say to each other going through JSON, a turn later. */
function setUp(maxTotalInFlight = 3, maxSockets = 3) {
  const clock = new ManualClock();
  const budgets = new DayBudgets(() => Date.UTC(2026, 10, 30));
  const gate = localGate({
    limits: { maxTotalInFlight, maxWaitingPerClient: 10 },
    clock,
    budgets,
    isShared: () => false,
    onWaited: () => {},
  });
  const all = new GateOfWorkers(gate, new FairShares(maxSockets, () => false));
  const worker = (id: number): WorkerGate => {
    all.add(id);
    const sent = <T>(message: T): T => structuredClone(message);
    const own: WorkerGate = workerGate(
      message =>
        void setImmediate(() =>
          all.take(id, sent(message), answer => void setImmediate(() => own.take(sent(answer)))),
        ),
      { now: () => clock.now(), isShared: () => false, onWaited: () => {} },
    );
    return own;
  };
  const room = (id: number): SocketRoom => {
    const own: SocketsOfAll = socketsOfAll(
      message =>
        all.take(id, message, answer => answer.kind === 'socket' && setImmediate(() => own.told(answer))),
      () => false,
    );
    return own;
  };
  const workers = [worker(1), worker(2)] as const;
  return { gate, all, budgets, clock, workers, rooms: [room(1), room(2)] as const };
}

describe('A gate of several workers', () => {
  it('holds slots over all of them, and lets the next one in when one leaves', async () => {
    const { gate, workers } = setUp(2);
    const [one, two] = workers;
    const first = await one.enter(client('anna'), {}, never);
    await two.enter(client('ben'), {}, never);
    let third: Pass | undefined;
    void Promise.resolve(two.enter(client('anna'), {}, never)).then(pass => (third = pass));
    await settle();
    assert.deepEqual([third, gate.inUse, gate.waiting, two.waiting], [undefined, 2, 1, 1]);
    first.leave(5);
    await settle();
    await settle();
    assert.ok(third);
    assert.deepEqual([gate.inUse, one.inUse, two.inUse], [2, 0, 2]);
  });

  it('holds rates and budgets over all of them, with the headers of a refusal', async () => {
    const { workers, budgets, clock } = setUp();
    const anna = (): Client => client('anna', { requestsPerMinute: 2, tokensPerDay: 10 });
    const enter = async (gate: WorkerGate): Promise<Pass> => await gate.enter(anna(), {}, never);
    (await enter(workers[0])).leave(4);
    (await enter(workers[1])).leave(6);
    await settle();
    await assert.rejects(enter(workers[0]), (error: unknown) => {
      assert.ok(error instanceof EngineError);
      return error.status === 429 && error.headers?.['retry-after'] === '30';
    });
    clock.tick(60_000);
    await assert.rejects(enter(workers[1]), /used up its 10 tokens for today/);
    assert.deepEqual(budgets.state.clients, { anna: { requests: 2, tokens: 10 } });
  });

  it('keeps one bucket for a client whom two workers know with different limits, as while they read them again', async () => {
    const { workers, clock } = setUp(100);
    let entered = 0;
    const ask = async (worker: 0 | 1, requestsPerMinute: number): Promise<void> => {
      const gate = worker === 0 ? workers[0] : workers[1];
      const pass = await Promise.resolve(gate.enter(client('anna', { requestsPerMinute }), {}, never)).catch(
        () => undefined,
      );
      if (!pass) return;
      entered++;
      pass.leave(0);
    };
    for (let times = 0; times < 20; times++) {
      await ask(0, 2);
      await ask(1, 4);
    }
    assert.equal(entered, 2);
    clock.tick(30_000);
    await ask(0, 4);
    await ask(1, 4);
    await ask(0, 4);
    assert.equal(entered, 4, 'and it fills up by the limit that was given last');
  });

  it('counts what the turns of a worker that is gone have cost so far', async () => {
    const { all, workers, budgets } = setUp();
    const [done, running] = [
      await workers[0].enter(client('anna'), {}, never),
      await workers[0].enter(client('anna'), {}, never),
    ];
    running.soFar?.(100);
    running.soFar?.(164);
    done.soFar?.(7);
    done.leave(8);
    await settle();
    all.drop(1);
    running.leave(1_000);
    await settle();
    assert.deepEqual(budgets.state.clients, { anna: { requests: 2, tokens: 172 } });
  });

  it('holds the number of open sockets over all workers, and gives back those of one that is gone', async () => {
    const { all, rooms } = setUp(3, 3);
    const [one, two] = rooms;
    const first = await one.take('anna');
    assert.ok(first && (await one.take('anna')) && (await two.take('ben')));
    assert.equal(await two.take('anna'), undefined);
    first.dispose();
    first.dispose();
    assert.ok(await two.take('anna'));
    assert.equal(await two.take('anna'), undefined, 'what is given back twice is given back once');
    all.drop(1);
    assert.ok(await two.take('anna'));
    assert.equal(await two.take('anna'), undefined);
  });

  it('gives back what a worker held or waited for when it is gone', async () => {
    const { gate, all, workers } = setUp(1);
    await workers[0].enter(client('anna'), {}, never);
    void Promise.resolve(workers[0].enter(client('anna'), {}, never)).catch(() => undefined);
    await settle();
    assert.deepEqual([gate.inUse, gate.waiting], [1, 1]);
    all.drop(1);
    await settle();
    assert.deepEqual([gate.inUse, gate.waiting], [0, 0]);
  });

  it('lets nobody in for a worker that is gone, whatever of it is read later', async () => {
    const { gate, all, workers } = setUp(1);
    void Promise.resolve(workers[0].enter(client('anna'), {}, never)).catch(() => undefined);
    all.drop(1);
    await settle();
    assert.deepEqual([gate.inUse, gate.waiting], [0, 0]);
    await workers[1].enter(client('anna'), {}, never);
  });

  it('never lets in more than there is room for, and ends empty, whatever comes in whichever order', async () => {
    const step = fc.record({
      worker: fc.constantFrom(0, 1),
      who: fc.constantFrom('a', 'b', 'c'),
      then: fc.constantFrom('leave', 'abort', 'abort at once', 'wait'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async steps => {
        const { gate, workers } = setUp(3);
        const inside: Pass[] = [];
        const aborts: AbortController[] = [];
        for (const { worker, who, then } of steps) {
          const abort = new AbortController();
          const own = worker === 0 ? workers[0] : workers[1];
          void Promise.resolve(own.enter(client(who, { maxInFlight: 2 }), {}, abort.signal)).then(
            pass => inside.push(pass),
            () => undefined,
          );
          if (then === 'abort at once') abort.abort();
          else aborts.push(abort);
          if (then === 'wait') await settle();
          else if (then === 'leave') inside.shift()?.leave(1);
          else if (then === 'abort') aborts.shift()?.abort();
          assert.ok(gate.inUse <= 3);
        }
        for (let rounds = 0; rounds < 40; rounds++) {
          for (const pass of inside.splice(0)) pass.leave(1);
          await settle();
        }
        const [one, two] = workers;
        assert.deepEqual([gate.inUse, gate.waiting, one.inUse, two.inUse, one.waiting], [0, 0, 0, 0, 0]);
      }),
      { seed: 21, numRuns: 150 },
    );
  });
});
