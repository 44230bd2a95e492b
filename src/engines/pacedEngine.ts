import { sleep, type Clock } from '../common/clock';
import type { Engine, EngineEvent } from './engine';

/** A speed to hold an engine to. */
export interface Pace {
  /** Tokens a second after the first; undefined: as fast as they come. */
  readonly tokensPerSecond: number | undefined;
  /** Time from the request to the first token, in ms. */
  readonly firstTokenMs: number;
}

/**
 * Holds an engine back to a pace; it cannot make one faster. Every token has its own due time, counted from the
 * request, so late timers do not add up: after each sleep all tokens that have become due go out at once.
 */
export function pacedEngine(engine: Engine, pace: Pace, clock: Clock): Engine {
  return {
    name: engine.name,
    get models() {
      return engine.models;
    },
    get upstream() {
      return engine.upstream;
    },
    get upstreams() {
      return engine.upstreams;
    },
    generate: (request, signal) => hold(engine.generate(request, signal), pace, clock, signal),
    notReady: () => engine.notReady?.(),
    reload: async () => engine.reload?.(),
    warmUp: (request, signal) => engine.warmUp(request, signal),
    dispose: () => engine.dispose(),
  };
}

/** Shortest sleep between tokens, in ms: at high speeds several tokens share one timer. */
const grain = 3;

async function* hold(
  events: AsyncIterable<EngineEvent>,
  { tokensPerSecond, firstTokenMs }: Pace,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent, void, undefined> {
  const perToken = tokensPerSecond === undefined ? 0 : 1000 / tokensPerSecond;
  let due = clock.now() + firstTokenMs;
  let first = true;
  for await (const event of events) {
    // An event is due when its last token is: the first token at `firstTokenMs`, each further one later.
    const tokens = event.kind === 'end' ? 0 : event.tokens;
    const at = due + Math.max(0, tokens - 1) * perToken;
    due += tokens * perToken;
    const wait = at - clock.now();
    // The end is not to be late: a short answer is shown when it has ended.
    const exact = first || event.kind === 'end';
    if (wait > 0) await sleep(clock, exact ? wait : Math.max(wait, grain), signal);
    first = false;
    yield event;
  }
}
