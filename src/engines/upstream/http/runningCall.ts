import type { Clock } from '../../../common/clock';
import type { Disposable } from '../../../common/disposable';
import { toError } from '../../../common/thrown';
import { connectionFailure, WaitOver, type Wait } from './connectionFailures';

/** What can end one request before its answer is over: its caller's signal, and the waits. The owner ends it. */
export class RunningCall {
  private readonly caller: AbortSignal;
  private readonly clock: Clock;
  private readonly onAbort: () => void;
  private timer: { readonly due: number; readonly handle: Disposable } | undefined;
  private waiting: { readonly wait: Wait; readonly ms: number; readonly until: number } | undefined;
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

  /** Starts a wait in place of the one before. Waits come with every piece of an answer, so their timer is kept. */
  wait(wait: Wait, ms: number): void {
    const until = this.clock.now() + ms;
    this.waiting = { wait, ms, until };
    if (this.timer && this.timer.due <= until) return;
    this.dropTimer();
    this.startTimer(until, ms);
  }

  /** The upstream is not waited for until the next wait. */
  pause(): void {
    this.waiting = undefined;
  }

  /** The caller's signal has no more effect. */
  release(): void {
    this.caller.removeEventListener('abort', this.onAbort);
  }

  end(): void {
    this.pause();
    this.dropTimer();
    this.release();
  }

  /** What a failure of this request really was. */
  failure(error: unknown, host: string): Error {
    if (this.caller.aborted) return toError(this.caller.reason, 'aborted');
    return connectionFailure(this.stopped ? this.stopped.reason : error, host);
  }

  private startTimer(due: number, ms: number): void {
    this.timer = { due, handle: this.clock.setTimeout(() => this.onTimer(), ms) };
  }

  private dropTimer(): void {
    this.timer?.handle.dispose();
    this.timer = undefined;
  }

  private onTimer(): void {
    this.timer = undefined;
    const { waiting } = this;
    if (!waiting) return;
    const left = waiting.until - this.clock.now();
    if (left > 0) this.startTimer(waiting.until, left);
    else this.stop(new WaitOver(waiting.wait, waiting.ms));
  }

  private stop(reason: unknown): void {
    if (this.stopped) return;
    this.stopped = { reason };
    this.stopListener?.(toError(reason, 'aborted'));
  }
}
