import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EngineError } from '../../../src/engines/engine';
import { ConnectionBench } from '../../support/gateway/connectionBench';
import { describeFrame, type SeenFrame } from '../../support/gateway/transcript';

const lane = fc.constantFrom(undefined, 'a', 'b');

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('create' as const), lane, warm: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), lane }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('steer' as const), pick: fc.nat(5) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      pick: fc.nat(5),
      text: fc.constantFrom('x', 'one\n', ''),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('end' as const), pick: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), pick: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('call' as const), pick: fc.nat(5) }) },
);

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Plays actions, settling after some of them only, so that several are under way at the same time. */
async function play(
  actions: readonly Action[],
  settleEvery: number,
): Promise<{ bench: ConnectionBench; sent: number }> {
  const bench = new ConnectionBench({ maxInFlight: 2, maxQueued: 6 });
  let sent = 0;
  const send = (event: Readonly<Record<string, unknown>>): void =>
    bench.connection.receive(JSON.stringify(event));
  for (const [index, act] of actions.entries()) {
    const open = bench.engine.answers.filter(({ signal }) => !signal.aborted);
    const answer = 'pick' in act ? open[act.pick % Math.max(1, open.length)] : undefined;
    switch (act.kind) {
      case 'create':
        sent++;
        send({ type: 'response.create', input: `r${sent}`, stream_id: act.lane, generate: !act.warm });
        break;
      case 'cancel':
        send({ type: 'codex_spark.cancel', stream_id: act.lane });
        break;
      case 'steer': {
        const created = bench.frames.filter(({ type }) => type === 'response.created');
        const id = created.at(-1 - act.pick)?.response?.id ?? 'resp_0';
        send({ type: 'response.steer', previous_response_id: id, input: `s${index}` });
        break;
      }
      case 'text':
        answer?.text(act.text);
        break;
      case 'call':
        answer?.call('f', '{}');
        break;
      case 'end':
        answer?.end();
        break;
      case 'fail':
        answer?.fail(new EngineError(500, 'server_error', 'no'));
        break;
    }
    if (index % settleEvery === 0) await bench.settle();
  }
  // Whatever is still under way is brought to its end.
  await bench.settle();
  for (let before = -1; before !== bench.frames.length;) {
    before = bench.frames.length;
    for (const answer of bench.engine.answers) if (!answer.signal.aborted) answer.end();
    await bench.settle();
  }
  return { bench, sent };
}

const isTerminal = ({ type, sequence_number }: SeenFrame): boolean =>
  /^response\.(completed|incomplete|failed)$/.test(type) ||
  (type === 'error' && sequence_number !== undefined);

describe('Connection, whatever happens in whatever order', () => {
  it('ends every response exactly once, in order and without a gap, and loses no steering', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        async (actions, every) => {
          const { bench, sent } = await play(actions, every);
          const transcript = bench.frames.map(describeFrame).join('\n');
          let answered = 0;
          for (const name of [undefined, 'a', 'b']) {
            let expected = 0;
            let current: string | undefined;
            for (const frame of bench.frames.filter(({ stream_id }) => stream_id === name)) {
              const { type, sequence_number, response } = frame;
              if (type === 'response.created') {
                assert.equal(current, undefined, `two responses at once on a lane\n${transcript}`);
                current = response?.id;
                expected = 0;
                if (response?.previous_response_id === null) answered++;
              }
              // A steer event about a response that is over keeps the numbering of that response, or is not numbered.
              if (current === undefined) {
                assert.match(type, /^(error|response\.steer\.(failed|pending))$/, transcript);
                if (type === 'error') answered++;
                continue;
              }
              if (type === 'error' && sequence_number === undefined) {
                answered++;
                continue;
              }
              if (type.startsWith('response.steer.') && frame.steer?.previous_response_id !== current)
                continue;
              assert.equal(sequence_number, expected++, transcript);
              if (isTerminal(frame)) current = undefined;
            }
            assert.equal(current, undefined, `a response without an end\n${transcript}`);
          }
          assert.equal(answered, sent, `every request is answered once\n${transcript}`);

          for (const { type, steer } of bench.frames) {
            if (type !== 'response.steer.accepted') continue;
            const failed = bench.frames.some(
              other => other.type === 'response.steer.failed' && other.steer?.id === steer?.id,
            );
            const committed = bench.frames.some(
              other =>
                other.type === 'response.created' &&
                other.response?.previous_response_id === steer?.previous_response_id,
            );
            const pending = bench.frames.some(
              other => other.type === 'response.steer.pending' && other.steer?.id === steer?.id,
            );
            assert.ok(
              failed !== (committed || pending) || (pending && failed),
              `a lost steer\n${transcript}`,
            );
          }
          bench.connection.dispose();
          assert.equal(bench.clock.pending, 0);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
