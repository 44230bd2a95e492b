import type { TextEdit } from '../textEdit';
import { applyChange, type Changed, type Touched } from './applyChange';
import { accept } from './decide';
import { shownText, type Review } from './review';

/** How many states are remembered at most, and how many characters of regions in them. */
const limits = { states: 2000, characters: 8_000_000 };

/** A remembered state. Typing outside of the region only changes where it begins. */
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

/** How much of the text around the region belongs to a state, in UTF-16 code units to each side. */
const surroundings = 64;

/** The changes of one undo or redo event, in the order of the event. */
export interface UndoneChanges {
  readonly kind: 'undo' | 'redo';
  readonly changes: readonly TextEdit[];
}

/** The document's text as it is now, between two UTF-16 offsets; offsets beyond its borders mean the borders. */
export type ReadDocument = (from: number, to: number) => string;

/**
 * Follows the editor's undo and redo. They arrive as plain changes of the text; this remembers how the review stood
 * each time, and finds that state again by the text there and around it: the nearest one backwards, or forwards. So an undone
 * rejection is an open hunk again. What was accepted stays so, because accepting changed no text that could be undone.
 *
 * Lives as long as its review; owns nothing but memory.
 */
export class ReviewHistory {
  private states: State[] = [];
  /** Index of the state the document is in. */
  private now = -1;
  private characters = 0;

  constructor(private readonly read: ReadDocument) {}

  /**
   * Remembers a state: the first one, and the one after each step and each change by the person. The document must be
   * in that state.
   */
  remember(review: Review): void {
    for (const { weight } of this.states.splice(this.now + 1)) this.characters -= weight;
    const last = this.states.at(-1);
    const isSame = last?.review.segments === review.segments && last.review.pending === review.pending;
    const length = isSame ? last.length : shownText(review).length;
    const weight = 2 * surroundings + (isSame ? 0 : length);
    this.states.push({ review, length, weight, ...this.around(review.start, length) });
    this.characters += weight;
    while (this.isFull) this.characters -= this.states.shift()?.weight ?? 0;
    this.now = this.states.length - 1;
  }

  /**
   * The review after an undo or redo: a remembered state that says what now stands in the document. Without one the
   * changes are followed like typing. Either is remembered already.
   */
  recall(review: Review, { kind, changes }: UndoneChanges): Changed {
    let followed = review;
    let touched: Touched = 'outside';
    for (const change of changes) {
      const next = applyChange(followed, change);
      followed = next.review;
      touched = more(touched, next.touched);
    }
    const found = this.find(sizeOf(followed, shownText(followed).length), kind === 'undo' ? -1 : 1);
    if (found === undefined) {
      this.remember(followed);
      return { review: followed, touched };
    }
    this.now = found.at;
    const { pending } = found.state.review;
    return {
      review: carryOver(review, found.state.review),
      touched: pending === review.pending ? touched : 'pending',
    };
  }

  /** The nearest state, backwards or forwards, that agrees with the document. */
  private find(size: number, step: 1 | -1): { readonly state: State; readonly at: number } | undefined {
    for (let at = this.now + step; at >= 0 && at < this.states.length; at += step) {
      const state = this.states[at];
      if (state && sizeOf(state.review, state.length) === size && this.agrees(state)) return { state, at };
    }
    return undefined;
  }

  private agrees({ review, length, before, behind }: State): boolean {
    const { start } = review;
    const around = this.around(start, length);
    return (
      around.before === before &&
      around.behind === behind &&
      this.read(start, start + length) === shownText(review)
    );
  }

  private around(start: number, length: number): { before: string; behind: string } {
    const end = start + length;
    return {
      before: this.read(Math.max(0, start - surroundings), start),
      behind: this.read(end, end + surroundings),
    };
  }

  private get isFull(): boolean {
    return (
      this.states.length > limits.states || (this.characters > limits.characters && this.states.length > 2)
    );
  }
}

/** An earlier state with what no undo takes back: what was accepted since, and that no id is given twice. */
function carryOver(from: Review, to: Review): Review {
  const review = from.accepted.reduce((sum, id) => accept(sum, id).review, to);
  return { ...review, accepted: from.accepted, nextId: Math.max(from.nextId, to.nextId) };
}

/** The size of the document but for a constant: what stands before the region, in it and behind it. */
function sizeOf(review: Review, length: number): number {
  return review.start + length + review.growthBehind;
}

function more(a: Touched, b: Touched): Touched {
  if (a === 'pending' || b === 'pending') return 'pending';
  return a === 'painted' || b === 'painted' ? 'painted' : 'outside';
}
