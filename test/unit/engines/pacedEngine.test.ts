import assert from 'node:assert/strict';
import type { Engine, EngineEvent } from '../../../src/engines/engine';
import { pacedEngine, type Pace } from '../../../src/engines/pacedEngine';
import { ManualClock } from '../../support/manualClock';

const request = { model: 'm', instructions: '', input: [], maxOutputTokens: undefined };

function engineOf(events: readonly EngineEvent[]): Engine {
  return {
    name: 'fixed',
    models: ['fixed'],
    async *generate() {
      yield* events;
    },
    warmUp: () => Promise.resolve(),
    dispose() {},
  };
}

const tokens = (count: number): EngineEvent[] => [
  ...Array.from({ length: count }, (_, n) => ({ kind: 'text' as const, text: `${n} `, tokens: 1 })),
  { kind: 'end', reason: 'stop', inputTokens: 0 },
];

/** Runs an answer on a clock of its own and says when each event came, in ms, and how many timers it took. */
async function play(
  events: readonly EngineEvent[],
  pace: Pace,
): Promise<{ times: number[]; timers: number; endedAt: number }> {
  const clock = new ManualClock();
  const startedAt = clock.now();
  const times: number[] = [];
  let timers = 0;
  let endedAt = NaN;
  let done = false;
  const run = (async () => {
    const paced = pacedEngine(engineOf(events), pace, clock);
    for await (const event of paced.generate(request, new AbortController().signal)) {
      if (event.kind === 'end') endedAt = clock.now() - startedAt;
      else times.push(clock.now() - startedAt);
    }
    done = true;
  })();
  while (!done) {
    await new Promise(resolve => void setImmediate(resolve));
    if (clock.untilNext !== undefined) {
      timers++;
      clock.tick(clock.untilNext);
    }
  }
  await run;
  return { times, timers, endedAt };
}

describe('pacedEngine', () => {
  it('gives the first token its time and each further one its own', async () => {
    const { times } = await play(tokens(5), { tokensPerSecond: 100, firstTokenMs: 50 });
    assert.deepEqual(times, [50, 60, 70, 80, 90]);
  });

  it('is exact on average at high speed, with far fewer timers than tokens', async () => {
    const { times, timers } = await play(tokens(5000), { tokensPerSecond: 2000, firstTokenMs: 20 });
    assert.equal(times.length, 5000);
    assert.equal(times[0], 20);
    const last = times.at(-1) ?? 0;
    assert.ok(Math.abs(last - (20 + 4999 / 2)) <= 3, `ended at ${last}`);
    assert.ok(timers < 1000, `${timers} timers`);
    for (const [n, at] of times.entries()) {
      assert.ok(at >= 20 + n / 2 - 0.001 && at <= 20 + n / 2 + 3, `token ${n} came at ${at}`);
    }
  });

  it('ends an answer when that is due, and not a timer later', async () => {
    const { endedAt } = await play(tokens(4), { tokensPerSecond: 1000, firstTokenMs: 50 });
    assert.equal(endedAt, 54);
  });

  it('holds only the first token when no speed is given', async () => {
    const { times } = await play(tokens(3), { tokensPerSecond: undefined, firstTokenMs: 30 });
    assert.deepEqual(times, [30, 30, 30]);
  });

  it('counts an event of many tokens as many', async () => {
    const events: EngineEvent[] = [
      { kind: 'text', text: 'a', tokens: 10 },
      { kind: 'text', text: 'b', tokens: 1 },
      { kind: 'end', reason: 'stop', inputTokens: 0 },
    ];
    const { times } = await play(events, { tokensPerSecond: 100, firstTokenMs: 0 });
    assert.deepEqual(times, [90, 100]);
  });

  it('ends at once when aborted, and leaves no timer', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const paced = pacedEngine(engineOf(tokens(5)), { tokensPerSecond: 1, firstTokenMs: 1000 }, clock);
    const next = paced.generate(request, abort.signal)[Symbol.asyncIterator]().next();
    await new Promise(resolve => void setImmediate(resolve));
    assert.equal(clock.pending, 1);
    abort.abort(new Error('stop'));
    await assert.rejects(next, /stop/);
    assert.equal(clock.pending, 0);
  });
});
