import { begun, watched, type Watched } from '../../engines/answer';
import { EngineError, type Engine } from '../../engines/engine';
import type { FairSlots, SlotUser } from './fairSlots';
import type { RateLimit } from './rateLimit';

/** What decides when a request may reach the engine. */
export interface Admission {
  readonly slots: FairSlots;
  /** Shared by all connections of a client; undefined where there is no limit. */
  readonly rate: RateLimit | undefined;
  /** A request has got its slot after waiting this long, in ms. */
  readonly onWaited: (ms: number) => void;
  readonly now: () => number;
}

/**
 * The engine as one connection may use it: its client's rate is kept, and requests wait for a slot in fair turn with
 * those of everybody else. A slot is held until the answer is over, however it ends. Disposing it does nothing: the
 * engine belongs to the gateway.
 */
export function admittedEngine(engine: Engine, user: SlotUser, admission: Admission): Engine {
  /** Without any wait where a slot is free: the request then leaves in the same turn of the event loop. */
  const enter = (signal: AbortSignal): (() => void) | Promise<() => void> => {
    const wait = admission.rate?.take() ?? 0;
    if (wait > 0)
      throw tooMany('This token has used up its requests for the moment.', Math.ceil(wait / 1000));
    const release = signal.aborted ? undefined : admission.slots.tryAcquire(user);
    if (!release) return queue(signal);
    admission.onWaited(0);
    return release;
  };
  const queue = async (signal: AbortSignal): Promise<() => void> => {
    const since = admission.now();
    const release = await admission.slots.acquire(user, signal);
    if (!release) throw tooMany('Too many requests of this token are waiting.', 1);
    admission.onWaited(admission.now() - since);
    return release;
  };
  return {
    name: engine.name,
    get models() {
      return engine.models;
    },
    generate(request, signal) {
      const opened = (release: () => void): Watched => ({
        answer: begun(engine.generate(request, signal)),
        watch: { event: () => {}, over: release },
      });
      return watched(() => {
        const entered = enter(signal);
        return typeof entered === 'function' ? opened(entered) : entered.then(opened);
      });
    },
    async warmUp(request, signal) {
      const release = await enter(signal);
      try {
        await engine.warmUp(request, signal);
      } finally {
        release();
      }
    },
    dispose: () => {},
  };
}

function tooMany(reason: string, seconds: number): EngineError {
  const message = `${reason} Try again in ${seconds} s.`;
  return new EngineError(429, 'rate_limit_exceeded', message, { 'retry-after': String(seconds) });
}
