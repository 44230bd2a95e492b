import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServerSocket } from '../../support/session/scriptedEndpoint';
import { harness, lanes, settle } from '../../support/session/harness';
import type { Turn } from '../../../src/session/turn';

/** A frame a correct server would send, held back until its turn in the interleaving comes. */
interface Held {
  readonly lane: string;
  readonly frame: string;
}

/** Writes the frames of whole answers; the text of each names its request, so a mix-up shows. */
class AnsweringServer {
  private seen = 0;
  private readonly queues = new Map<string, Held[]>();

  constructor(private readonly socket: ServerSocket) {}

  /** Reads new requests and queues their answers, in order within a lane. */
  private read(): void {
    for (; this.seen < this.socket.frames.length; this.seen++) {
      const event: unknown = JSON.parse(this.socket.frames[this.seen] ?? '');
      const match = /"stream_id":"([^"]+)".*"content":"([^"]+)"/.exec(JSON.stringify(event));
      const [, lane = '', name = ''] = match ?? [];
      const id = `r-${name}`;
      const events = [
        { type: 'response.created', response: { id } },
        ...[...name].map(letter => ({ type: 'response.output_text.delta', delta: letter })),
        { type: 'response.completed', response: { id } },
      ];
      const queue = this.queues.get(lane) ?? [];
      events.forEach((body, n) =>
        queue.push({ lane, frame: JSON.stringify({ ...body, stream_id: lane, sequence_number: n }) }),
      );
      this.queues.set(lane, queue);
    }
  }

  /** Sends the next frame of one lane, some of them twice. */
  step(pick: number, twice: boolean): void {
    this.read();
    const ready = [...this.queues.values()].filter(queue => queue.length > 0);
    const held = ready[pick % Math.max(1, ready.length)]?.shift();
    if (!held) return;
    this.socket.raw(held.frame);
    if (twice) this.socket.raw(held.frame);
  }

  get idle(): boolean {
    this.read();
    return [...this.queues.values()].every(queue => queue.length === 0);
  }
}

describe('an answer never reaches another turn', () => {
  it('however frames interleave, wait or come twice, and whatever is cancelled', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('start' as const), lane: fc.constantFrom('inline', 'edit', 'chat') }),
      fc.record({ do: fc.constant('cancel' as const), which: fc.nat(20) }),
      fc.record({ do: fc.constant('frame' as const), pick: fc.nat(10), twice: fc.boolean() }),
      fc.record({ do: fc.constant('frame' as const), pick: fc.nat(10), twice: fc.boolean() }),
      fc.record({ do: fc.constant('frame' as const), pick: fc.nat(10), twice: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 120 }), async steps => {
        const { session, endpoint } = harness({ profile: lanes });
        session.reconnect();
        await settle();
        const server = new AnsweringServer(endpoint.socket.accept());
        const turns: { readonly turn: Turn; readonly name: string }[] = [];
        for (const action of steps) {
          if (action.do === 'start') {
            const name = `turn${turns.length}`;
            turns.push({
              name,
              turn: session.start({ lane: action.lane, input: name, maxOutputTokens: 50 }),
            });
          } else if (action.do === 'cancel') turns[action.which % Math.max(1, turns.length)]?.turn.cancel();
          else server.step(action.pick, action.twice);
        }
        while (!server.idle) server.step(0, false);
        for (const { turn, name } of turns) {
          const { status, text } = await turn.done;
          if (status === 'cancelled') assert.ok(name.startsWith(text), `${name} showed "${text}"`);
          else assert.deepEqual([status, text], ['completed', name]);
        }
        assert.equal(endpoint.sockets.length, 1);
        session.dispose();
      }),
      { numRuns: 200 },
    );
  });
});
