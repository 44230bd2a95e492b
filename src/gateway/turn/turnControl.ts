import { toError } from '../../common/thrown';
import { SteerQueue } from './steerQueue';

/** Why a turn is to stop before its engine is done. */
export type StopReason =
  /** The client asked for it. */
  | 'cancelled'
  /** Nobody is there to read. */
  | 'gone'
  /** The gateway is closing this connection and waited long enough. */
  | 'drained'
  /** Its reader has taken nothing for too long. */
  | 'unread';

/** Says that a wait ended because of `wake` and not with its promise. */
export const woken = Symbol('woken');

/** Made once: every turn ends with it, and an error has its stack written down. */
const turnOver = new Error('turn over');

/**
 * The handle by which others influence a turn: stop it, steer it. It exists before the turn starts, so a
 * request can be cancelled while it waits in its lane.
 */
export class TurnControl {
  /** Steering of the response that runs now; replaced for each successor. */
  steers = new SteerQueue();
  private work: AbortController | undefined;
  private reason: StopReason | undefined;
  private onWake: (() => void) | undefined;

  /** Why the turn was stopped; undefined while it may go on. */
  get stopReason(): StopReason | undefined {
    return this.reason;
  }

  /** Stops the turn; the first reason counts. */
  stop(reason: StopReason): void {
    if (this.reason) return;
    this.reason = reason;
    this.wake();
    this.work?.abort(new Error(`turn ${reason}`));
  }

  /** The signal for what the engine does for one response: aborts when the turn stops, and with `endWork`. */
  beginWork(): AbortSignal {
    this.work = new AbortController();
    if (this.reason) this.work.abort(new Error(`turn ${this.reason}`));
    return this.work.signal;
  }

  /** The response needs its engine no more. */
  endWork(): void {
    this.work?.abort(turnOver);
    this.work = undefined;
  }

  /** Interrupts the wait in progress, so that the turn looks at its steering and stop reason again. */
  wake(): void {
    this.onWake?.();
  }

  /** Waits for a promise or for `wake`, whichever is first. One wait at a time. Leaves nothing attached. */
  wait<T>(promise: Promise<T>): Promise<T | typeof woken> {
    if (this.reason) return Promise.resolve(woken);
    return new Promise((resolve, reject) => {
      this.onWake = () => {
        this.onWake = undefined;
        resolve(woken);
      };
      promise.then(
        value => {
          this.onWake = undefined;
          resolve(value);
        },
        (error: unknown) => {
          this.onWake = undefined;
          reject(toError(error));
        },
      );
    });
  }
}
