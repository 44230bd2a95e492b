import assert from 'node:assert/strict';
import type { Clock } from '../../../../src/common/clock';
import { TurnStopwatch } from '../../../../src/session/turns/turnTimings';
import { harness, ourHeaders, read, settle } from '../../../support/session/harness';

/** A clock that shows what a test sets. */
const handSet = (): { time: number; clock: Clock } => {
  const made = {
    time: 5_000,
    clock: { now: () => made.time, setTimeout: () => ({ dispose: () => undefined }) },
  };
  return made;
};

describe('TurnStopwatch', () => {
  it('leaves the thoughts out that nobody sees', async () => {
    const { session, endpoint, clock } = harness();
    const turn = session.start({ lane: 'chat', input: 'a' });
    const pieces = read(turn);
    await settle();
    endpoint.socket.accept(ourHeaders());
    endpoint.socket.created('chat', 'r1');
    endpoint.socket.say('chat', 'response.reasoning_text.delta', { delta: 'hm' });
    await clock.advance(3_000);
    for (let n = 0; n < 11; n++) {
      endpoint.socket.delta('chat', 'text '.repeat(7));
      await clock.advance(n < 10 ? 100 : 0);
    }
    endpoint.socket.say('chat', 'response.completed', {
      response: {
        id: 'r1',
        usage: {
          ...{ input_tokens: 1, output_tokens: 2_080, total_tokens: 2_081 },
          output_tokens_details: { reasoning_tokens: 2_000 },
        },
      },
    });
    await pieces;
    const { timings, usage } = await turn.done;
    assert.equal(timings.tokensPerSecond, 80);
    assert.equal(timings.firstTokenMs, 3_000);
    assert.equal(usage?.outputTokens, 2_080, 'what was paid for');
  });

  it('counts every stretch of a redirected answer, and not the wait between them', () => {
    const it = handSet();
    const watch = new TurnStopwatch(it.clock);
    watch.sent();
    for (const wait of [1_000, 60_000]) {
      it.time += wait;
      for (let n = 0; n < 11; n++) {
        watch.text('x'.repeat(36));
        if (n < 10) it.time += 100;
      }
      watch.redirected();
    }
    const { tokensPerSecond, legs, firstTokenMs } = watch.stop();
    assert.equal(Math.round(tokensPerSecond ?? 0), 110);
    assert.deepEqual([legs, firstTokenMs], [2, 1_000]);
  });

  it('counts from the last time the request left before text came, and not from later ones', () => {
    const it = handSet();
    const watch = new TurnStopwatch(it.clock);
    it.time += 10;
    watch.sent();
    it.time += 20;
    watch.sent();
    it.time += 300;
    watch.text('a');
    it.time += 4_000;
    watch.sent();
    watch.text('b');
    const { queuedMs, firstTokenMs, totalMs } = watch.stop();
    assert.deepEqual([queuedMs, firstTokenMs, totalMs], [30, 300, 4_330]);
  });

  it('counts calls as written', () => {
    const it = handSet();
    const watch = new TurnStopwatch(it.clock);
    watch.sent();
    watch.text('x'.repeat(36));
    watch.called('y'.repeat(324));
    it.time += 1_000;
    assert.equal(Math.round(watch.stop().tokensPerSecond ?? 0), 100);
  });

  it('has no times of what never happened', () => {
    const it = handSet();
    const watch = new TurnStopwatch(it.clock);
    it.time += 10;
    assert.deepEqual(watch.stop(), { totalMs: 10 });
    watch.sent();
    assert.deepEqual(watch.stop(), { queuedMs: 10, totalMs: 10 });
  });

  it('says nothing that cannot be on a clock that goes backwards', () => {
    const it = handSet();
    const watch = new TurnStopwatch(it.clock);
    it.time -= 100;
    watch.sent();
    it.time -= 100;
    watch.text('some text');
    it.time -= 100;
    watch.text('and more');
    assert.deepEqual(watch.stop(7), { queuedMs: 0, firstTokenMs: 0, totalMs: 0 });
  });

  it('takes no answer that came in one piece for a fast one', () => {
    const it = handSet();
    const watch = new TurnStopwatch(it.clock);
    watch.sent();
    it.time += 4_000;
    watch.text('everything at once '.repeat(100));
    it.time += 40;
    assert.equal(watch.stop(500).tokensPerSecond, undefined);
  });
});
