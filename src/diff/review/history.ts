import type { TextEdit } from '../textEdit';
import { acceptSome } from './decide';
import { finish } from './finish';
import { PastStates, sizeOfReview, type ReadDocument } from './pastStates';
import { shownText, startReview, type Review } from './review';
import { rangesAfter } from './rangesAfter';

/** So many steps of the undo history are walked through at most to get to a state the edit may rest in. */
const longestWalk = 1_000;

/** The changes of one undo or redo event, in the order of the event. */
export interface UndoneChanges {
  readonly kind: 'undo' | 'redo';
  readonly changes: readonly TextEdit[];
  /** An answer streams in: as long as the region has its text, it goes on. */
  readonly isStreaming: boolean;
}

/**
 * Where an undo or redo has led.
 * - `moved`: the region has its text, perhaps at another place
 * - `resting`: a state the review was in before
 * - `between`: text that stood there only while it streamed; one more step of history has to follow
 */
export interface HistoryStep {
  readonly kind: 'moved' | 'resting' | 'between';
  readonly review: Review;
}

/**
 * Follows the editor's undo and redo for one review: they arrive as plain changes of the text. So an undone rejection
 * is an open hunk again. What was accepted stays so, because accepting changed no text that could be undone.
 *
 * VS Code's history is one line of steps: when the user typed elsewhere while an answer streamed in, its steps
 * alternate with theirs. Then the walk goes on until the edit is whole again, or gone.
 */
export class ReviewHistory {
  private readonly past: PastStates;
  /** A walk through the editor's history: which way, and how many steps so far. */
  private walk: { readonly kind: UndoneChanges['kind']; readonly steps: number } | undefined;
  /** Something else was written while this edit streamed. */
  interleaved = false;

  /** @param read the document's text as it is now */
  constructor(private readonly read: ReadDocument) {
    this.past = new PastStates(read);
  }

  /**
   * Remembers a state the review may be found in again: the first one, and while nothing streams the one after each
   * step and each change by the user. The document must be in that state.
   */
  remember(review: Review): void {
    this.past.remember(review);
  }

  /** The user writes, or nobody goes on with a walk: what follows is no part of it. */
  endWalk(): void {
    this.walk = undefined;
  }

  /** Undefined when the changes say nothing to this review's history: then they are followed like typing. */
  follow(review: Review, { kind, changes, isStreaming }: UndoneChanges): HistoryStep | undefined {
    if (this.walk?.kind !== kind) this.walk = undefined;
    const size = changes.reduce((sum, { text, length }) => sum + text.length - length, sizeOfReview(review));
    const text = shownText(review);
    const ranges = rangesAfter(review, changes);
    const standing = (wanted: string) =>
      ranges.find(range => range.end - range.start === wanted.length && this.read(range) === wanted);
    const place = standing(text);
    const moved = place && { kind: 'moved' as const, review: placedAt(review, place.start, size) };
    if (moved && isStreaming) return moved;
    const found = this.past.find(size, kind);
    if (found) {
      this.walk = undefined;
      // Redo brings back as much as was there, which is then to be decided on.
      if (isStreaming && kind === 'undo' && !this.interleaved) this.past.rememberAhead(finish(review));
      return { kind: 'resting', review: carryOver(review, found) };
    }
    const original = this.past.originalText;
    const isOriginal = text === original;
    // In a walk, and where one may begin, what comes right at a border may be the next piece of the edit.
    const mayBegin = ranges.length > 1 && (kind === 'undo' || isOriginal);
    const isPiece = this.walk !== undefined || mayBegin;
    if (moved && !(isPiece && this.interleaved)) return moved;
    // What leads further back than to the original is the user's own.
    if (kind === 'undo' && isOriginal) return moved;
    const origin = kind === 'undo' && this.interleaved ? standing(original) : undefined;
    if (origin) {
      // The user's own text around it is another one than in the beginning.
      this.walk = undefined;
      const plain = finish(startReview(origin.start, original));
      return { kind: 'resting', review: carryOver(review, placedAt(plain, origin.start, size)) };
    }
    const steps = this.walk?.steps ?? 0;
    const [likeliest] = ranges;
    if (!this.interleaved || !likeliest || steps >= longestWalk) return undefined;
    this.walk = { kind, steps: steps + 1 };
    const between = startReview(likeliest.start, this.read(likeliest));
    return { kind: 'between', review: placedAt(between, likeliest.start, size) };
  }
}

/** A review at another place of a document of that size. */
function placedAt(review: Review, start: number, size: number): Review {
  const placed = { ...review, start, growthBehind: 0 };
  return { ...placed, growthBehind: size - sizeOfReview(placed) };
}

/** An earlier state with what no undo takes back: what was accepted since, and that no id is given twice. */
function carryOver(from: Review, to: Review): Review {
  const { review } = acceptSome(to, new Set(from.accepted));
  return { ...review, accepted: from.accepted, nextId: Math.max(from.nextId, to.nextId) };
}
