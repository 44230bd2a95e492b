import type { Dispatcher } from 'undici';
import { createDeferred } from '../../../common/deferred';

/** The beginning of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** How much is held for a slow reader before the connection is not read from any more, in bytes. */
const mostHeld = 32 * 1024;

/** From this size on a piece is handed on: what is made of it is kept until its reader has taken it, in bytes. */
const mostOfPiece = 8 * 1024;

/**
 * One request and its answer, as the connection pool tells of them. Less stands between connection and reader than
 * with a stream of Node, which costs every first token some of its time. What is read from the network at once is handed
 * on at once, in however many chunks the server has sent it. Iterate once; leaving the iteration leaves
 * the connection as it is, so call `stop` or `drain` then.
 */
export class Exchange implements Dispatcher.DispatchHandler, AsyncIterableIterator<Uint8Array> {
  private readonly headCame = createDeferred<AnswerHead>();
  private controller: Dispatcher.DispatchController | undefined;
  private chunks: Uint8Array[] = [];
  private held = 0;
  private hasHead = false;
  private over: { readonly error: Error | undefined } | undefined;
  private stopped: Error | undefined;
  private waiting: (() => void) | undefined;
  private draining: { left: number; readonly done: () => void } | undefined;

  constructor() {
    // It also fails when nobody waits for it any more.
    this.headCame.promise.catch(() => undefined);
  }

  /** Resolves when the answer begins. Rejects when it does not. */
  get head(): Promise<AnswerHead> {
    return this.headCame.promise;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next piece of the body. */
  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.chunks.length === 0 && !this.over) await new Promise<void>(resolve => (this.waiting = resolve));
    if (this.chunks.length > 0) {
      const value = this.piece();
      this.held -= value.length;
      // Not before: each time, what the connection has read meanwhile is put together into one new buffer, and what is
      // too much of that is put together anew the next time.
      if (this.held === 0) this.controller?.resume();
      return { done: false, value };
    }
    if (this.over?.error) throw this.over.error;
    return { done: true, value: undefined };
  }

  /** Closes the connection in this tick, unless the answer is over; whoever waits hears of `reason`. */
  stop(reason: Error): void {
    if (this.over) return;
    this.stopped = reason;
    this.forget();
    this.controller?.abort(reason);
    this.finish(reason);
  }

  /** Reads what is left and forgets it, `limit` bytes at most. Resolves when the answer is over. */
  drain(limit: number): Promise<void> {
    if (this.over) return Promise.resolve();
    this.forget();
    return new Promise(done => {
      this.draining = { left: limit, done };
      this.controller?.resume();
    });
  }

  /** The connection is there, and the request leaves. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Until now there was nothing to close.
    if (this.stopped) controller.abort(this.stopped);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: AnswerHead['headers'],
  ): void {
    if (status < 200) return;
    this.hasHead = true;
    this.headCame.resolve({ status, headers });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.draining) {
      this.draining.left -= chunk.length;
      if (this.draining.left < 0) this.stop(new Error('too much is left'));
    } else {
      this.chunks.push(chunk);
      this.held += chunk.length;
      if (this.held > mostHeld) controller.pause();
      this.wake();
    }
  }

  onResponseEnd(): void {
    this.finish(undefined);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.finish(error);
  }

  private finish(error: Error | undefined): void {
    if (this.over) return;
    this.over = { error };
    if (!this.hasHead) this.headCame.reject(error ?? new Error('no answer'));
    this.wake();
    this.draining?.done();
  }

  /** As many of the chunks as make a piece. */
  private piece(): Uint8Array {
    let count = 0;
    for (let size = 0; count < this.chunks.length && size < mostOfPiece; count++)
      size += this.chunks[count]?.length ?? 0;
    const taken = this.chunks.splice(0, count);
    return taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
  }

  private forget(): void {
    this.chunks = [];
    this.held = 0;
  }

  private wake(): void {
    this.waiting?.();
    this.waiting = undefined;
  }
}
