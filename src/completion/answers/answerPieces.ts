import type { KnownAnswer } from './answerCache';
import { continuation } from './continuation';
import { applyFilters } from '../filters/applyFilters';
import { lineMode } from '../text/lineMode';
import { paintable } from './paintable';
import { typedSince, type CursorSnapshot } from '../snapshot';
import { splitAnswer } from './splitAnswer';
import { fenceMeaning, unfenced, type FenceMeaning } from './unfenced';

/** What an answer has for a place: the text to show, empty when there is nothing (yet). */
export interface Rest {
  readonly text: string;
  /** Whether the text will not grow any more. */
  readonly complete: boolean;
}

/** A part of an answer that is shown in one go, and the place it belongs to. */
interface Piece {
  readonly snapshot: CursorSnapshot;
  /** Where it begins in the answer. */
  readonly from: number;
  /** What of it can be shown: the filters' work. */
  ready: string;
  /** Set once its end is known. */
  show: string | undefined;
  /** Where the last line break stood when it was read. */
  read: number;
}

/**
 * Cuts a growing answer into pieces: the first is shown, each following one belongs to the place after the one
 * before was accepted. Every piece passes the filters once, where it begins; what is typed of it later is only
 * taken off its front, so that what is on screen never changes its mind.
 */
export class AnswerPieces {
  private pieces: Piece[];
  private readonly fence: FenceMeaning;
  private answer = '';
  private text = '';
  private over = false;

  /** @param snapshot where the answer was asked for */
  constructor(private readonly snapshot: CursorSnapshot) {
    this.pieces = [pieceAt(snapshot, 0)];
    this.fence = fenceMeaning(snapshot);
  }

  /** Whether more of the answer is of use. */
  get wanted(): boolean {
    return !this.over;
  }

  /**
   * The answer has come so far. One that does not go on with what came before was thought until then, and begins anew.
   * @param answer all of it, free of tags, with the line breaks of its document
   */
  grow(answer: string, ended: boolean): void {
    if (!answer.startsWith(this.answer)) {
      this.pieces = [pieceAt(this.snapshot, 0)];
      this.over = false;
    }
    this.answer = answer;
    const text = unfenced(answer, ended, this.fence);
    this.text = text;
    while (!this.over) {
      const piece = this.pieces.at(-1);
      if (!piece) return;
      if (piece.show === undefined) read(piece, text.slice(piece.from), ended);
      if (piece.show === undefined) return;
      if (this.pieces.at(-2)?.show?.trim() === piece.show.trim()) {
        // A model in a loop says the same again; that is no next suggestion.
        this.pieces.pop();
        this.over = true;
        return;
      }
      const end = piece.from + piece.show.length;
      const parts = { show: piece.show, later: text.slice(end) };
      const next = continuation(parts, piece.snapshot, piece.ready || undefined);
      if (next) this.pieces.push(pieceAt(next, end));
      else this.over = true;
    }
  }

  /**
   * What the answer has for a place: behind what was typed since it was asked, or since a piece of it was accepted.
   * Undefined when the typing went another way. While it grows, an answer that has not reached the typed text yet
   * still agrees.
   */
  restAt(snapshot: CursorSnapshot): Rest | undefined {
    for (const piece of this.pieces.toReversed()) {
      const typed = typedSince(piece.snapshot, snapshot);
      const rest = typed === undefined ? undefined : this.restOf(piece, typed);
      if (rest) return rest;
    }
    return undefined;
  }

  /** The pieces whose end is known, each as the answer for its place. */
  known(): KnownAnswer[] {
    return this.pieces.flatMap(({ snapshot, ready, show }) =>
      show === undefined ? [] : [{ snapshot, text: ready }],
    );
  }

  private restOf({ from, ready, show }: Piece, typed: string): Rest | undefined {
    if (ready.startsWith(typed) && (typed === '' || typed.length < ready.length)) {
      return { text: ready.slice(typed.length), complete: show !== undefined };
    }
    if (this.over || show !== undefined) return undefined;
    // What the filters hold back may be what is being typed.
    const coming = this.text.slice(from);
    const agrees = coming.startsWith(typed) || typed.startsWith(coming);
    return agrees ? { text: '', complete: false } : undefined;
  }
}

function pieceAt(snapshot: CursorSnapshot, from: number): Piece {
  return { snapshot, from, ready: '', show: undefined, read: -1 };
}

/** @param raw what has come of the piece, and what follows it */
function read(piece: Piece, raw: string, ended: boolean): void {
  const lineBreak = raw.lastIndexOf('\n');
  // Both the end of a piece and what may be painted change with whole lines only.
  if (lineBreak === piece.read && !ended) return;
  piece.read = lineBreak;
  const { snapshot } = piece;
  const mode = lineMode(snapshot);
  piece.show = splitAnswer(raw, ended, { snapshot, mode })?.show;
  const growing = piece.show === undefined;
  piece.ready = applyFilters(piece.show ?? paintable(raw, mode), { snapshot, mode, growing }) ?? '';
}
