import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import * as fc from 'fast-check';
import { PiecesOut } from '../../../../src/gateway/server/piecesOut';
import { ManualClock, settle } from '../../../support/manualClock';

const bounds = { writeHighBytes: 100, unreadMs: 1_000 };
const { signal } = new AbortController();
const never = (): void => assert.fail('it was taken in time');

/** A response whose connection takes as much as a test says. */
class StuckResponse extends EventEmitter {
  destroyed = false;
  writableEnded = false;
  writableNeedDrain = false;
  writableLength = 0;
  readonly writes: string[] = [];

  write(text: string): boolean {
    this.writes.push(text);
    this.writableLength += text.length;
    this.writableNeedDrain = this.writableLength >= 16;
    return !this.writableNeedDrain;
  }

  end(): this {
    this.writableEnded = true;
    return this;
  }

  /** The network takes everything. */
  drain(): void {
    this.writableLength = 0;
    const waited = this.writableNeedDrain;
    this.writableNeedDrain = false;
    if (waited) this.emit('drain');
  }
}

function start(clock = new ManualClock()): { response: StuckResponse; out: PiecesOut; clock: ManualClock } {
  const response = new StuckResponse();
  const out = new PiecesOut(response as unknown as ConstructorParameters<typeof PiecesOut>[0], clock, bounds);
  return { response, out, clock };
}

describe('PiecesOut', () => {
  it('sends what is written before the event loop turns as one, in order', async () => {
    const { response, out } = start();
    for (const piece of ['a', 'b', 'c']) out.write(piece);
    assert.deepEqual(response.writes, []);
    await settle();
    out.write('d');
    out.end();
    assert.deepEqual([response.writes, response.writableEnded], [['abc', 'd'], true]);
  });

  it('escapes what clients take for the end of a line', async () => {
    const { response, out } = start();
    out.write('data: "a\u2028b"\n\n');
    await settle();
    assert.deepEqual(response.writes, ['data: "a\\u2028b"\n\n']);
  });

  it('holds no more than its bound and one piece, whatever is written and whenever it is taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean())), async steps => {
        const { response, out, clock } = start();
        let written = '';
        for (const [at, [length, taken]] of steps.entries()) {
          // Whoever writes asks before each piece, as a turn does.
          const ready = out.ready(signal, never);
          if (ready) {
            const before = response.writes.join('');
            await settle();
            assert.equal(response.writes.join('').length - before.length <= bounds.writeHighBytes + 40, true);
            response.drain();
            await ready;
          }
          const piece = String.fromCodePoint(97 + (at % 26)).repeat(length);
          written += piece;
          out.write(piece);
          const held = written.length - response.writes.join('').length;
          assert.ok(held <= bounds.writeHighBytes, `${held} are held`);
          assert.ok(response.writableLength <= bounds.writeHighBytes + 40, `${response.writableLength} wait`);
          if (taken) {
            await settle();
            response.drain();
          }
        }
        out.end();
        assert.equal(response.writes.join(''), written);
        assert.equal(clock.pending, 0);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('says when nothing is taken for too long, and waits on', async () => {
    const { response, out, clock } = start();
    out.write('x'.repeat(50));
    await settle();
    let unread = 0;
    const waiting = out.ready(signal, () => unread++);
    await clock.advance(999);
    assert.equal(unread, 0);
    await clock.advance(10_000);
    assert.equal(unread, 1);
    response.drain();
    await waiting;
    assert.equal(response.listenerCount('drain') + response.listenerCount('close'), 0);
  });

  it('leaves nothing behind when it is told to stop, or the connection goes', async () => {
    for (const stop of ['abort', 'close'] as const) {
      const { response, out, clock } = start();
      const abort = new AbortController();
      out.write('x'.repeat(50));
      await settle();
      const waiting = out.ready(abort.signal, never);
      assert.ok(waiting);
      if (stop === 'abort') abort.abort();
      else response.emit('close');
      await waiting;
      assert.equal(response.listenerCount('drain') + response.listenerCount('close') + clock.pending, 0);
    }
  });

  it('drops what comes when the response is over', async () => {
    const { response, out } = start();
    out.write('a');
    response.destroyed = true;
    out.write('b');
    await settle();
    out.end();
    assert.deepEqual([response.writes, response.writableEnded], [[], false]);
  });
});
