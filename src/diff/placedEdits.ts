import type { RegionEdit } from './editSet';
import { splitLines } from './lines';
import { StreamingDiff, type LineOp } from './streamingDiff';

/** A place in the text, and its new lines so far. */
export type PlacedEdit = Pick<RegionEdit, 'block' | 'start' | 'end' | 'lines' | 'complete'>;

/** The edit that lines are coming for. */
interface Current {
  readonly block: number;
  /** Its number among the edits. */
  readonly index: number;
  readonly diff: StreamingDiff;
  /** How many of its lines went out. */
  sent: number;
}

/**
 * Turns the edits of an answer that are for one text into operations on its lines while they stream in. Edits come in
 * the order of the text; one that does not makes everything that went out void. What a line costs depends on neither
 * the lines nor the edits before it.
 */
export class PlacedEdits {
  /** The blocks of those that are done. */
  private readonly finished: number[] = [];
  private current: Current | undefined;
  /** The numbers of the edits that were seen and not begun, in the order of the text. */
  private waiting: number[] = [];
  /** How many edits were seen, and the block of the last of them. */
  private seen = 0;
  private lastSeen: number | undefined;
  /** The operations so far speak of the text up to here. */
  private at = 0;

  constructor(readonly before: string) {}

  /**
   * Takes all edits there are by now, in the order of the answer: the former ones, as far as they have grown, and those that
   * have come since. Undefined when what went out is void: an edit stands above the last one, or turned out to be none.
   * Then start over with a new `PlacedEdits`, which puts them in order.
   */
  push(edits: readonly PlacedEdit[]): LineOp[] | undefined {
    if (!this.isSeen(edits) && !this.seeAgain(edits)) return undefined;
    for (; this.seen < edits.length; this.seen++) {
      const edit = edits[this.seen];
      if (edit && edit.start < this.at) return undefined;
      this.wait(edits, this.seen);
    }
    this.lastSeen = edits[this.seen - 1]?.block;
    const ops: LineOp[] = [];
    for (;;) {
      const index = this.current?.index ?? this.waiting.shift() ?? -1;
      const edit = edits[index];
      if (!edit) return ops;
      this.take(edit, index, ops);
      if (!edit.complete) return ops;
    }
  }

  /** Whether the edits seen before are the first ones. */
  private isSeen(edits: readonly PlacedEdit[]): boolean {
    return edits[this.seen - 1]?.block === this.lastSeen;
  }

  /** An edit has turned out to be none. False when it had begun. */
  private seeAgain(edits: readonly PlacedEdit[]): boolean {
    const numbers = new Map(edits.map(({ block }, index) => [block, index]));
    const begun = new Set(this.finished);
    if (this.finished.some(block => !numbers.has(block))) return false;
    if (this.current) {
      const index = numbers.get(this.current.block);
      if (index === undefined) return false;
      this.current = { ...this.current, index };
      begun.add(this.current.block);
    }
    this.waiting = [];
    edits.forEach(({ block }, index) => {
      if (!begun.has(block)) this.wait(edits, index);
    });
    this.seen = edits.length;
    return this.waiting.every(index => (edits[index]?.start ?? 0) >= this.at);
  }

  private wait(edits: readonly PlacedEdit[], index: number): void {
    const start = edits[index]?.start ?? 0;
    let place = this.waiting.length;
    while (place > 0 && (edits[this.waiting[place - 1] ?? 0]?.start ?? 0) > start) place--;
    this.waiting.splice(place, 0, index);
  }

  private take({ block, start, end, lines, complete }: PlacedEdit, index: number, ops: LineOp[]): void {
    if (!this.current) {
      const kept = splitLines(this.before.slice(this.at, start));
      if (kept.length > 0) ops.push({ kind: 'keep', lines: kept });
      const diff = new StreamingDiff(splitLines(this.before.slice(start, end)));
      this.current = { block, index, diff, sent: 0 };
      this.at = start;
    }
    const { current } = this;
    // The last line may lose its line break once the edit is complete.
    const ready = complete ? lines.length : lines.length - 1;
    for (const op of current.diff.push(lines.slice(current.sent, Math.max(0, ready)))) ops.push(op);
    current.sent = Math.max(current.sent, ready);
    if (!complete) return;
    for (const op of current.diff.end()) ops.push(op);
    this.finished.push(block);
    this.at = end;
    this.current = undefined;
  }
}
