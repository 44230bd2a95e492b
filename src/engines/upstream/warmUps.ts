import { createHash } from 'node:crypto';
import type { Clock } from '../../common/clock';
import type { EngineRequest } from '../engine';
import { itemSize } from '../requestSize';

/** Warm-ups that run at the same time; more are passed over. */
const mostRunning = 2;

/** Sizes worth a warm-up, in code units: below, there is nothing to gain; above, it is no small preparation. */
const fewestUnits = 1_000;
const mostUnits = 1024 * 1024;

/** How long a prefix counts as warm, in ms, and how many are remembered. */
const warmForMs = 4 * 60_000;
const mostRemembered = 64;

interface Running {
  readonly request: EngineRequest;
  readonly abort: AbortController;
}

/**
 * Keeps the warm-ups of an upstream within bounds: few at a time, none that is too small or too large, none twice.
 * One that a real request has overtaken ends, because that request reads the same prompt itself.
 */
export class WarmUps {
  private readonly clock: Clock;
  private readonly run: (request: EngineRequest, signal: AbortSignal) => Promise<void>;
  private readonly sent: (request: EngineRequest) => unknown;
  private readonly running = new Set<Running>();
  /** When each prefix was warmed, oldest first. */
  private readonly warmedAt = new Map<string, number>();

  /**
   * @param run sends one warm-up; a failure of it is its own to log
   * @param sent what the server is sent of one: two requests of which that is the same are one warm-up; undefined: nothing
   */
  constructor(
    clock: Clock,
    run: (request: EngineRequest, signal: AbortSignal) => Promise<void>,
    sent: (request: EngineRequest) => unknown = asItIs,
  ) {
    this.clock = clock;
    this.run = run;
    this.sent = sent;
  }

  /** Warms, if that is worth it. Resolves when done or overtaken; rejects only when aborted. Whoever waits bounds it. */
  async warm(request: EngineRequest, signal: AbortSignal): Promise<void> {
    const size = request.input.reduce((sum, item) => sum + itemSize(item), request.instructions.length);
    if (size < fewestUnits || size > mostUnits || this.running.size >= mostRunning) return;
    const sent = this.sent(request);
    if (sent === undefined) return;
    const key = createHash('sha256').update(JSON.stringify(sent)).digest('base64');
    const before = this.warmedAt.get(key);
    if (before !== undefined && this.clock.now() - before < warmForMs) return;
    const running = { request, abort: new AbortController() };
    const onAbort = (): void => running.abort.abort(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    this.running.add(running);
    try {
      await this.run(request, running.abort.signal);
      this.remember(key);
    } catch (error) {
      if (signal.aborted) throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.running.delete(running);
    }
  }

  /** A real request begins: warm-ups of what it begins with have nothing left to do. */
  overtake(request: EngineRequest): void {
    for (const running of this.running) {
      if (beginsWith(request, running.request)) running.abort.abort(new Error('overtaken'));
    }
  }

  /** Ends all. */
  dispose(): void {
    for (const { abort } of this.running) abort.abort(new Error('disposed'));
  }

  private remember(key: string): void {
    this.warmedAt.delete(key);
    this.warmedAt.set(key, this.clock.now());
    for (const oldest of this.warmedAt.keys()) {
      if (this.warmedAt.size <= mostRemembered) break;
      this.warmedAt.delete(oldest);
    }
  }
}

/** Items are shared along a chain, so most comparisons end at the first look. */
function beginsWith(request: EngineRequest, warm: EngineRequest): boolean {
  return (
    request.instructions === warm.instructions &&
    warm.input.every((item, at) => {
      const other = request.input[at];
      return other === item || JSON.stringify(other) === JSON.stringify(item);
    })
  );
}

function asItIs({ model, instructions, input, settings }: EngineRequest): unknown {
  return [model, instructions, input, settings?.tools];
}
