import type { Clock } from '../../../common/clock';
import type { Disposable } from '../../../common/disposable';
import { toError } from '../../../common/thrown';
import { connectionFailure, WaitOver, type Wait } from './connectionFailures';

/** What can end one request before its answer is over: its caller's signal, and the waits. The owner ends it. */
export class RunningCall {
  private readonly caller: AbortSignal;
  private readonly clock: Clock;
  private readonly onAbort: () => void;
  private timer: Disposable | undefined;
  private stopped: { readonly reason: unknown } | undefined;
  private stopListener: ((reason: Error) => void) | undefined;

  constructor(caller: AbortSignal, clock: Clock) {
    this.caller = caller;
    this.clock = clock;
    this.onAbort = () => this.stop(caller.reason);
    caller.addEventListener('abort', this.onAbort, { once: true });
  }

  /** Whether a wait has run out. */
  get ranOut(): boolean {
    return this.stopped?.reason instanceof WaitOver;
  }

  /** Calls `listener` in the tick in which the request is to stop. One listener. */
  onStop(listener: (reason: Error) => void): void {
    this.stopListener = listener;
  }

  /** Starts a wait in place of the one before. */
  wait(wait: Wait, ms: number): void {
    this.pause();
    this.timer = this.clock.setTimeout(() => this.stop(new WaitOver(wait, ms)), ms);
  }

  pause(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }

  /** The caller's signal has no more effect. */
  release(): void {
    this.caller.removeEventListener('abort', this.onAbort);
  }

  end(): void {
    this.pause();
    this.release();
  }

  /** What a failure of this request really was. */
  failure(error: unknown, host: string): Error {
    if (this.caller.aborted) return toError(this.caller.reason, 'aborted');
    return connectionFailure(this.stopped ? this.stopped.reason : error, host);
  }

  private stop(reason: unknown): void {
    if (this.stopped) return;
    this.stopped = { reason };
    this.stopListener?.(toError(reason, 'aborted'));
  }
}
