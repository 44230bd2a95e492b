import assert from 'node:assert/strict';
import { alternatives } from '../../../../src/completion/requests/alternatives';
import { ManualClock } from '../../../support/manualClock';

describe('alternatives', () => {
  const gather = (known: readonly string[], answers: readonly (string | undefined)[]) => {
    const clock = new ManualClock();
    const asked: string[] = [];
    const ask = (others: readonly string[]): Promise<string | undefined> => {
      asked.push(others.join());
      return Promise.resolve(answers[asked.length - 1]);
    };
    const texts = alternatives(known, ask, { clock, limitMs: 100 }, new AbortController().signal);
    return { texts, asked, clock };
  };

  it('asks for others until there are three, telling what there is', async () => {
    const { texts, asked, clock } = gather(['a'], ['b', 'c', 'd']);
    assert.deepEqual(await texts, ['a', 'b', 'c']);
    assert.deepEqual(asked, ['a', 'a,b']);
    assert.equal(clock.pending, 0);
  });
  it('begins with what is known', async () => {
    const { texts, asked } = gather(['a', 'b', 'c', 'd'], []);
    assert.deepEqual(await texts, ['a', 'b', 'c']);
    assert.deepEqual(asked, []);
  });
  it('ends when nothing new comes', async () => {
    assert.deepEqual(await gather(['a'], ['a', 'b']).texts, ['a']);
    assert.deepEqual(await gather(['a'], [undefined, 'b']).texts, ['a']);
  });

  /** A request that is answered by nothing but its end. */
  const unanswered = (_: readonly string[], signal: AbortSignal): Promise<undefined> =>
    new Promise(resolve => signal.addEventListener('abort', () => resolve(undefined), { once: true }));

  it('gives what there is when the time is up', async () => {
    const clock = new ManualClock();
    const texts = alternatives(['a'], unanswered, { clock, limitMs: 100 }, new AbortController().signal);
    await clock.advance(100);
    assert.deepEqual(await texts, ['a']);
  });
  it('gives what there is when nobody waits any more', async () => {
    const clock = new ManualClock();
    const call = new AbortController();
    const texts = alternatives(['a'], unanswered, { clock, limitMs: 100 }, call.signal);
    call.abort();
    assert.deepEqual(await texts, ['a']);
    await clock.advance(0);
    assert.equal(clock.pending, 0);
  });
});
