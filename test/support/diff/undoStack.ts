import type { TextEdit } from '../../../src/diff/textEdit';

/** A range of the document and what it was before the step. */
interface Piece {
  readonly old: string;
  readonly now: string;
  readonly isKept: boolean;
}

/**
 * A document with an undo history as VS Code keeps one: what is written without a stop in front of it belongs to the step
 * before, whoever wrote that, and a step is undone by changes of the ranges it has changed in all, the last one first.
 */
export class UndoStack {
  private readonly past: Piece[][] = [];
  private readonly future: Piece[][] = [];

  constructor(public document: string) {}

  /** Steps that can be undone. */
  get steps(): number {
    return this.past.length;
  }

  /**
   * @param edits offsets of the document as it is before any of them, ascending
   * @param joins whether they belong to the step before
   */
  write(edits: readonly TextEdit[], joins: boolean): void {
    if (edits.length === 0) return;
    this.future.length = 0;
    const step = joins ? this.past.pop() : undefined;
    let pieces = step ?? [{ old: this.document, now: this.document, isKept: true }];
    for (const edit of [...edits].reverse()) pieces = changed(pieces, edit);
    this.past.push(pieces);
    this.document = pieces.map(({ now }) => now).join('');
  }

  /** Takes a step back; returns the changes of the event, undefined when there is none to take. */
  undo(): readonly TextEdit[] | undefined {
    const step = this.past.pop();
    if (!step) return undefined;
    this.future.push(step);
    return this.go(step.map(({ old, now, isKept }) => ({ old: now, now: old, isKept })));
  }

  /** Takes a step forth again. */
  redo(): readonly TextEdit[] | undefined {
    const step = this.future.pop();
    if (!step) return undefined;
    this.past.push(step);
    return this.go(step);
  }

  private go(pieces: readonly Piece[]): readonly TextEdit[] {
    const changes: TextEdit[] = [];
    let at = 0;
    for (const { old, now, isKept } of pieces) {
      if (!isKept) changes.unshift({ offset: at, length: old.length, text: now });
      at += old.length;
    }
    this.document = pieces.map(({ now }) => now).join('');
    return changes;
  }
}

/** A step with one more edit, whose offset is of the text after the step. */
function changed(pieces: readonly Piece[], { offset, length, text }: TextEdit): Piece[] {
  const [head, rest] = cut(pieces, offset);
  const [gone, tail] = cut(rest, length);
  const middle = { old: gone.map(({ old }) => old).join(''), now: text, isKept: false };
  const out: Piece[] = [];
  for (const piece of [...head, middle, ...tail]) {
    const last = out.at(-1);
    if (last?.isKept === piece.isKept) {
      out[out.length - 1] = { ...last, old: last.old + piece.old, now: last.now + piece.now };
    } else out.push(piece);
  }
  return out;
}

/** The pieces before and behind a place. */
function cut(pieces: readonly Piece[], at: number): [Piece[], Piece[]] {
  const [head, tail]: [Piece[], Piece[]] = [[], []];
  let start = 0;
  for (const piece of pieces) {
    const { old, now, isKept } = piece;
    const end = start + now.length;
    if (start >= at) tail.push(piece);
    else if (end <= at) head.push(piece);
    else {
      const here = at - start;
      head.push({ old: isKept ? old.slice(0, here) : old, now: now.slice(0, here), isKept });
      tail.push({ old: isKept ? old.slice(here) : '', now: now.slice(here), isKept });
    }
    start = end;
  }
  return [head, tail];
}
