import type { ServerResponse } from 'node:http';
import type { Clock } from '../../common/clock';
import { fixedLimits } from '../limits';
import { lineSafe } from './lineSafe';

/** The part of a response over HTTP that is used here. */
export type PiecesResponse = Pick<
  ServerResponse,
  'write' | 'end' | 'on' | 'off' | 'destroyed' | 'writableEnded' | 'writableNeedDrain'
>;

/** When its engine waits for a reader, in bytes, and for how long, in ms; see `fixedLimits`. */
export interface PiecesBounds {
  readonly writeHighBytes: number;
  readonly unreadMs: number;
}

/**
 * The pieces of an answer, events with JSON, on their way to a reader over HTTP. Those that are written before the event loop turns leave as
 * one: each write has a price of its own. What a reader has read it cannot say, as it can over a WebSocket; so what is
 * bounded is what is held here for one whose connection takes nothing more, and for how long.
 */
export class PiecesOut {
  private readonly response: PiecesResponse;
  private readonly clock: Clock;
  private readonly bounds: PiecesBounds;
  private held: string[] = [];
  private heldUnits = 0;
  private soon = false;

  constructor(response: PiecesResponse, clock: Clock, bounds: PiecesBounds = fixedLimits) {
    this.response = response;
    this.clock = clock;
    this.bounds = bounds;
  }

  /** Queues a piece. Order is kept; what comes after the end of the response is dropped. */
  write(piece: string): void {
    if (this.isOver) return;
    this.held.push(piece);
    this.heldUnits += piece.length;
    if (this.heldUnits > this.bounds.writeHighBytes) this.flush();
    else if (!this.soon) {
      this.soon = true;
      // When everything is done that was set off by what was received, also what promises set off.
      queueMicrotask(() => process.nextTick(() => this.flush()));
    }
  }

  /** Sends what is held and ends the response. */
  end(): void {
    this.flush();
    if (!this.isOver) this.response.end();
  }

  /**
   * Resolves when the reader can take more, or the signal aborts; undefined: now. `onUnread` is called, once, when its
   * connection has not taken what is held for too long.
   */
  ready(signal: AbortSignal, onUnread: () => void): Promise<void> | undefined {
    const { response } = this;
    if (!response.writableNeedDrain || response.destroyed || signal.aborted) return undefined;
    return new Promise(resolve => {
      const late = this.clock.setTimeout(onUnread, this.bounds.unreadMs);
      const done = (): void => {
        late.dispose();
        response.off('drain', done);
        response.off('close', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      response.on('drain', done);
      response.on('close', done);
      signal.addEventListener('abort', done);
    });
  }

  private flush(): void {
    this.soon = false;
    if (this.held.length === 0) return;
    const text = lineSafe(this.held.join(''));
    this.held = [];
    this.heldUnits = 0;
    if (!this.isOver) this.response.write(text);
  }

  private get isOver(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }
}
