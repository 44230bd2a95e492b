import type { Disposable } from '../../common/disposable';
import type { ReceivedInputItem } from '../../protocol/clientEvents';

/** One accepted steering submission that waits for the successor. */
export interface Steer {
  readonly id: string;
  /** As it came, to give back should it fail. */
  readonly input: unknown;
  readonly items: readonly ReceivedInputItem[];
  /** Code units of the frame it came in. */
  readonly size: number;
}

/** Submissions that may wait for one response. */
export const maxPendingSteers = 8;

/** Code units that may wait for one response, all together. */
export const maxPendingSize = 1024 * 1024;

/** Where a steered answer is cut at the latest, counted from the steer, in code units. */
export const longestTail = 200;

/** When a steered answer is cut at the latest, in ms from the steer: a slow engine takes a second for a line. */
export const longestTailMs = 30;

/**
 * The steering of one response: what waits, and where the answer may be cut. Steering is not cancelling: the
 * line being written is finished first, unless it goes on for too long.
 */
export class SteerQueue {
  private readonly later: (callback: () => void) => Disposable;
  private steers: Steer[] = [];
  private size = 0;
  private tail = 0;
  private timer: Disposable | undefined;
  private overdue = false;

  /**
   * @param later calls back once when the line has had its time; ended by `take`. Without it a line has all the time
   *   it needs.
   */
  constructor(later: (callback: () => void) => Disposable = () => ({ dispose() {} })) {
    this.later = later;
  }

  /** What waits, in order of submission. */
  get waiting(): readonly Steer[] {
    return this.steers;
  }

  /** Queues a submission; false when too many wait already, or too much. */
  add(steer: Steer): boolean {
    if (this.steers.length >= maxPendingSteers) return false;
    if (this.size + steer.size > maxPendingSize) return false;
    this.size += steer.size;
    this.steers.push(steer);
    this.timer ??= this.later(() => (this.overdue = true));
    return true;
  }

  /** Hands out all that waits, once. */
  take(): readonly Steer[] {
    const taken = this.steers;
    this.steers = [];
    this.size = 0;
    this.tail = 0;
    this.timer?.dispose();
    this.timer = undefined;
    this.overdue = false;
    return taken;
  }

  /**
   * Whether an answer may stop right here: something waits, and no line is open or its time is over.
   * @param text the answer so far, or the end of it; empty only when all of it is
   */
  mayCutAfter(text: string): boolean {
    return this.steers.length > 0 && (this.overdue || text === '' || text.endsWith('\n'));
  }

  /**
   * How much of the next piece of text still belongs to the answer, in code units; undefined when the answer
   * goes on after all of it.
   */
  cut(delta: string): number | undefined {
    if (this.steers.length === 0) return undefined;
    const lineEnd = delta.indexOf('\n');
    if (lineEnd >= 0) return lineEnd + 1;
    this.tail += delta.length;
    return this.tail >= longestTail ? delta.length : undefined;
  }
}
