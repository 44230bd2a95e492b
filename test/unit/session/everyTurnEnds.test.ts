import fc from 'fast-check';
import type { Scenario, Step } from '../../support/session/scenario';
import { World } from '../../support/session/world';

// MODEL_SEED=n begins with another seed, MODEL_RUNS=n does as many runs.
const seed = Number(process.env['MODEL_SEED'] ?? 14);
const numRuns = Number(process.env['MODEL_RUNS'] ?? 3_000);

const pick = fc.nat(7);
const lane = fc.constantFrom('inline', 'inline', 'edit', 'chat');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('start' as const), lane }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('warm' as const), lane }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'abort' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('steer' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconnect' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 60, 250, 400, 1_100, 5_000, 16_000, 31_000, 61_000, 301_000),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('accept' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mute' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refuse' as const),
      pick,
      status: fc.constantFrom(undefined, undefined, 503, 401, 429),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hangUp' as const),
      pick,
      code: fc.constantFrom(1000, 1006, 1008, 1009, 1012),
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'begin' as const,
        'begin' as const,
        'piece' as const,
        'piece' as const,
        'complete' as const,
        'complete' as const,
        'cut' as const,
        'failed' as const,
        'steered' as const,
        'repeat' as const,
        'late' as const,
        'close' as const,
        'break' as const,
      ),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), times: fc.constantFrom(1, 3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('follow' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('failTwice' as const),
      pick,
      first: fc.constantFrom('response.failed', 'error'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('fail' as const, 'fail' as const, 'refuseBare' as const),
        pick,
        fc.constantFrom(700, 15_000),
        fc.constantFrom<readonly [number, string | undefined]>(
          [500, undefined],
          [500, 'server_error'],
          [400, 'invalid_request'],
          [429, 'rate_limit_exceeded'],
          [401, 'invalid_api_key'],
          [400, 'websocket_connection_limit_reached'],
          [400, 'websocket_stream_limit_reached'],
          [400, 'previous_response_not_found'],
        ),
      )
      .map(([how, pick, waitMs, [status, code]]) => ({ do: how, pick, status, code, waitMs })),
  },
);

const scenario: fc.Arbitrary<Scenario> = fc.record({
  kind: fc.constantFrom('lanes', 'ours', 'single', 'unlabelled', 'http'),
  maxInFlight: fc.constantFrom(16, 2),
  maxLanes: fc.constantFrom(32, 2, 1),
  maxConnectionMs: fc.constantFrom(3_600_000, 60_000),
  ids: fc.constantFrom(true, true, false),
  refusals: fc.nat(2),
  steps: fc.array(step, { maxLength: 40, size: 'max' }),
  ending: fc.constantFrom('well', 'well', 'long', 'closing', 'silent', 'dead', 'dispose'),
});

describe('every turn ends, once, with its own text', function () {
  this.timeout(240_000);

  it(`whatever the server does, in ${numRuns} runs from seed ${seed}`, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async drawn => {
        const world = new World(drawn);
        try {
          await world.run();
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          throw new Error(`${why}\n${drawn.kind}, what happened (ms):\n${world.trace.join('\n')}`, {
            cause: error,
          });
        }
      }),
      { numRuns, seed },
    );
  });
});
