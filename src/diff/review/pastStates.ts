import type { OffsetRange } from '../offsetRange';
import { endOf, shownText, type Review } from './review';

/** How many states are remembered at most, and how many characters of regions in them. */
const limits = { states: 2_000, characters: 8_000_000 };

/** How much of the text around the region belongs to a state, in UTF-16 code units to each side. */
const surroundings = 64;

/** The document's text as it is now, between two UTF-16 offsets; offsets beyond its borders mean the borders. */
export type ReadDocument = (range: OffsetRange) => string;

interface State {
  readonly review: Review;
  /** Length of the region's text, UTF-16. */
  readonly length: number;
  /** What stands right before and behind the region: tells apart where an empty one stood. */
  readonly before: string;
  readonly behind: string;
  /** What it adds to memory. */
  readonly weight: number;
}

/**
 * The states a review was in, in the order of the editor's undo history. An undo brings the whole document back to an
 * earlier text, so a state is found again by the size of the document, the text of the region and what stands around it.
 *
 * The first state, the original, is never forgotten. Lives as long as its review; owns nothing but memory.
 */
export class PastStates {
  private readonly states: State[] = [];
  /** Index of the state the document was last known to be in. */
  private now = -1;
  private characters = 0;

  constructor(private readonly read: ReadDocument) {}

  /** The region's text in the first state, before anything was written. */
  get originalText(): string {
    const [first] = this.states;
    return first ? shownText(first.review) : '';
  }

  /**
   * Remembers a state; the document must be in it. One that changed no text takes the place of the one before it:
   * there is nothing the editor could undo.
   */
  remember(review: Review): void {
    const current = this.states[this.now];
    if (current && sizeOf(current) === sizeOf({ review, length: lengthOf(review) }) && this.agrees(current)) {
      this.states[this.now] = { ...current, review };
      return;
    }
    for (const { weight } of this.states.splice(this.now + 1)) this.characters -= weight;
    const isMove = current?.review.segments === review.segments && current.review.pending === review.pending;
    const length = isMove ? current.length : lengthOf(review);
    const weight = 2 * surroundings + (isMove ? 0 : length);
    this.states.push({ review, length, weight, ...this.around(review.start, length) });
    this.characters += weight;
    while (this.isFull) this.characters -= this.states.splice(1, 1)[0]?.weight ?? 0;
    this.now = this.states.length - 1;
  }

  /**
   * Remembers what a redo leads to from the state the document is in now: one that the document was in before, where nothing but
   * the region was another.
   */
  rememberAhead(review: Review): void {
    const current = this.states[this.now];
    if (!current) return;
    for (const { weight } of this.states.splice(this.now + 1)) this.characters -= weight;
    const length = lengthOf(review);
    const weight = 2 * surroundings + length;
    this.states.push({ review, length, weight, before: current.before, behind: current.behind });
    this.characters += weight;
  }

  /**
   * The state the document is in after an undo or redo: the nearest one in its direction, else the latest.
   * @param size of the document now, as `sizeOfReview` counts it
   */
  find(size: number, direction: 'undo' | 'redo'): Review | undefined {
    const step = direction === 'undo' ? -1 : 1;
    const at = this.search(size, this.now + step, step) ?? this.search(size, this.states.length - 1, -1);
    if (at === undefined) return undefined;
    this.now = at;
    return this.states[at]?.review;
  }

  private search(size: number, from: number, step: 1 | -1): number | undefined {
    for (let at = from; at >= 0 && at < this.states.length; at += step) {
      const state = this.states[at];
      if (state && sizeOf(state) === size && this.agrees(state)) return at;
    }
    return undefined;
  }

  private agrees({ review, length, before, behind }: State): boolean {
    const { start } = review;
    const around = this.around(start, length);
    return (
      around.before === before &&
      around.behind === behind &&
      this.read({ start, end: start + length }) === shownText(review)
    );
  }

  private around(start: number, length: number): { before: string; behind: string } {
    const end = start + length;
    return {
      before: this.read({ start: Math.max(0, start - surroundings), end: start }),
      behind: this.read({ start: end, end: end + surroundings }),
    };
  }

  private get isFull(): boolean {
    return (
      this.states.length > limits.states || (this.characters > limits.characters && this.states.length > 2)
    );
  }
}

/** The size of the document but for a constant: what stands before the region, in it and behind it, UTF-16. */
export function sizeOfReview(review: Review): number {
  return endOf(review) + review.growthBehind;
}

function sizeOf({ review, length }: Pick<State, 'review' | 'length'>): number {
  return review.start + length + review.growthBehind;
}

function lengthOf(review: Review): number {
  return endOf(review) - review.start;
}
