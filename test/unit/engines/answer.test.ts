import assert from 'node:assert/strict';
import { begun, fromBatches, watched } from '../../../src/engines/answer';
import type { EngineEvent } from '../../../src/engines/engine';

const text = (word: string): EngineEvent => ({ kind: 'text', text: word, tokens: 1 });

async function* batches(
  ...made: (readonly EngineEvent[] | Error)[]
): AsyncGenerator<readonly EngineEvent[], void> {
  for (const batch of made) {
    await Promise.resolve();
    if (batch instanceof Error) throw batch;
    yield batch;
  }
}

describe('fromBatches', () => {
  it('waits for the first event of a batch and has the others at once', async () => {
    const answer = fromBatches(batches([text('a'), text('b')], [], [text('c')]));
    assert.equal(answer.now(), undefined);
    assert.deepEqual(await answer.next(), { done: false, value: text('a') });
    assert.deepEqual(answer.now(), text('b'));
    assert.equal(answer.now(), undefined);
    assert.deepEqual(await answer.next(), { done: false, value: text('c') });
    assert.equal((await answer.next()).done, true);
  });

  it('gives what came before a failure first', async () => {
    const answer = fromBatches(batches([text('a'), text('b')], new Error('broke')));
    await answer.next();
    assert.deepEqual((await answer.next()).value, text('b'));
    await assert.rejects(answer.next(), /broke/);
  });

  it('ends what it reads when its reader leaves', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<readonly EngineEvent[], void> {
      try {
        for (;;) yield [text('a'), text('b')];
      } finally {
        ended = true;
        await Promise.resolve();
      }
    }
    const answer = fromBatches(endless());
    await answer.next();
    await answer.return();
    assert.ok(ended);
    assert.equal(answer.now(), undefined);
  });
});

describe('watched', () => {
  interface Seen {
    readonly events: string[];
    readonly ends: unknown[];
  }
  const watch = ({ events, ends }: Seen) => ({
    event: (event: EngineEvent) => void events.push(event.kind === 'text' ? event.text : event.kind),
    over: (error?: unknown) => void ends.push(error instanceof Error ? error.message : error),
  });
  let seen: Seen;
  beforeEach(() => {
    seen = { events: [], ends: [] };
  });

  it('shows each event once, whichever way it is read, and the end once', async () => {
    const answer = watched(() => ({
      answer: fromBatches(batches([text('a'), text('b')], [text('c')])),
      watch: watch(seen),
    }));
    await answer.next();
    answer.now();
    answer.now();
    await answer.next();
    await answer.next();
    await answer.next();
    await answer.return();
    assert.deepEqual(seen, { events: ['a', 'b', 'c'], ends: [undefined] });
  });

  it('tells a failure, and hands it on', async () => {
    const answer = watched(() => ({ answer: fromBatches(batches(new Error('broke'))), watch: watch(seen) }));
    await assert.rejects(answer.next(), /broke/);
    assert.deepEqual(seen.ends, ['broke']);
    assert.equal((await answer.next()).done, true);
  });

  it('begins nothing before the first event is asked for, nor when nobody will', async () => {
    let begins = 0;
    const begin = () => {
      begins++;
      return { answer: fromBatches(batches([text('a')])), watch: watch(seen) };
    };
    await watched(begin).return();
    assert.equal(begins, 0);
  });

  it('is over only when what is being read has come to its end', async () => {
    let release = (): void => {};
    async function* slow(): AsyncGenerator<EngineEvent, void> {
      await new Promise<void>(resolve => (release = resolve));
      yield text('a');
    }
    const answer = watched(() => ({ answer: begun(slow()), watch: watch(seen) }));
    const next = answer.next();
    const left = answer.return();
    await new Promise(resolve => void setImmediate(resolve));
    assert.deepEqual(seen.ends, []);
    release();
    await next;
    await left;
    assert.deepEqual(seen.ends, [undefined]);
  });
});
