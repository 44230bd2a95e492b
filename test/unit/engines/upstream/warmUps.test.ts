import assert from 'node:assert/strict';
import { createDeferred, type Deferred } from '../../../../src/common/deferred';
import type { EngineRequest } from '../../../../src/engines/engine';
import { WarmUps } from '../../../../src/engines/upstream/warmUps';
import { ManualClock } from '../../../support/manualClock';

const prompt = (text: string, units = 2_000): EngineRequest => ({
  model: 'm',
  instructions: text.padEnd(units, '.'),
  input: [{ role: 'user', content: text }],
  maxOutputTokens: undefined,
});
const never = new AbortController().signal;

describe('WarmUps', () => {
  let clock: ManualClock;
  let runs: {
    readonly request: EngineRequest;
    readonly signal: AbortSignal;
    readonly over: Deferred<undefined>;
  }[];
  let warmUps: WarmUps;

  beforeEach(() => {
    clock = new ManualClock();
    runs = [];
    warmUps = new WarmUps(clock, async (request, signal) => {
      const over = createDeferred<undefined>();
      runs.push({ request, signal, over });
      signal.addEventListener('abort', () => over.reject(new Error('aborted')));
      await over.promise;
    });
  });
  afterEach(() => assert.equal(clock.pending, 0));

  const finish = async (warming: Promise<void>, n: number): Promise<void> => {
    runs[n]?.over.resolve(undefined);
    await warming;
  };

  it('sends a prompt once, and again when it has grown cold', async () => {
    await finish(warmUps.warm(prompt('a'), never), 0);
    await warmUps.warm(prompt('a'), never);
    assert.equal(runs.length, 1);
    await finish(warmUps.warm(prompt('b'), never), 1);
    clock.jump(4 * 60_000);
    await finish(warmUps.warm(prompt('a'), never), 2);
    assert.equal(runs.length, 3);
  });

  it('sends once what the server would be sent twice, whatever else is in the requests', async () => {
    const instructions = ({ instructions: sent }: EngineRequest): string => sent;
    let times = 0;
    const bySent = new WarmUps(clock, () => Promise.resolve(void times++), instructions);
    for (const content of ['a', 'b']) {
      await bySent.warm({ ...prompt('the same'), input: [{ role: 'user', content }] }, never);
    }
    assert.equal(times, 1);
    await bySent.warm(prompt('another'), never);
    assert.equal(times, 2);
  });

  it('passes over what is too small, too large, or too much at a time', async () => {
    await warmUps.warm(prompt('a', 900), never);
    await warmUps.warm(prompt('a', 2_000_000), never);
    const running = [warmUps.warm(prompt('a'), never), warmUps.warm(prompt('b'), never)];
    await warmUps.warm(prompt('c'), never);
    assert.equal(runs.length, 2);
    await finish(running[0] ?? Promise.resolve(), 0);
    await finish(running[1] ?? Promise.resolve(), 1);
  });

  it('ends when a request that begins with the same overtakes it, and only then', async () => {
    const warm = prompt('a');
    const warming = warmUps.warm(warm, never);
    warmUps.overtake(prompt('b'));
    warmUps.overtake({ ...warm, input: [] });
    assert.equal(runs[0]?.signal.aborted, false);
    warmUps.overtake({ ...warm, input: [...warm.input, { role: 'user', content: 'more' }] });
    assert.equal(runs[0]?.signal.aborted, true);
    await warming;
    // What was not finished is not taken for warm.
    await finish(warmUps.warm(warm, never), 1);
  });

  it('takes a failure of the server for none of the client’s', async () => {
    const failing = warmUps.warm(prompt('b'), never);
    runs[0]?.over.reject(new Error('refused'));
    await failing;
  });

  it('is aborted with its client, and with its owner', async () => {
    const abort = new AbortController();
    const warming = warmUps.warm(prompt('a'), abort.signal);
    abort.abort(new Error('gone'));
    await assert.rejects(warming, /aborted/);
    const other = warmUps.warm(prompt('b'), never);
    warmUps.dispose();
    await other;
  });
});
