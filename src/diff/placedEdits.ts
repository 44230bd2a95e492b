import type { RegionEdit } from './editSet';
import { splitLines } from './lines';
import { StreamingDiff, type LineOp } from './streamingDiff';

/** A place in the text, and its new lines so far. */
export type PlacedEdit = Pick<RegionEdit, 'start' | 'end' | 'text' | 'complete'>;

interface Region {
  readonly start: number;
  readonly end: number;
}

/** The edit that lines are coming for. */
interface Current extends Region {
  readonly diff: StreamingDiff;
  /** How many of its lines went out. */
  sent: number;
}

/**
 * Turns the edits of an answer that are for one text into operations on its lines while they stream in. Edits come in
 * the order of the text; one that does not makes everything that went out void.
 */
export class PlacedEdits {
  private readonly finished: Region[] = [];
  private current: Current | undefined;
  /** The operations so far speak of the text up to here. */
  private at = 0;

  constructor(readonly before: string) {}

  /**
   * Takes all edits there are by now. Undefined when what went out is void: an edit stands above the last one, or
   * turned out to be none. Then start over with a new `PlacedEdits`, which puts them in order.
   */
  push(edits: readonly PlacedEdit[]): LineOp[] | undefined {
    const all = [...edits].sort((a, b) => a.start - b.start);
    const begun = [...this.finished, ...(this.current ? [this.current] : [])];
    if (begun.some(region => !all.some(edit => isSame(edit, region)))) return undefined;
    const ops: LineOp[] = [];
    for (const edit of all) {
      if (this.finished.some(region => isSame(edit, region))) continue;
      if (this.current ? !isSame(edit, this.current) : edit.start < this.at) return undefined;
      ops.push(...this.take(edit));
      if (!edit.complete) break;
    }
    return ops;
  }

  private take(edit: PlacedEdit): LineOp[] {
    const ops: LineOp[] = [];
    if (!this.current) {
      const { start, end } = edit;
      const kept = splitLines(this.before.slice(this.at, start));
      if (kept.length > 0) ops.push({ kind: 'keep', lines: kept });
      const diff = new StreamingDiff(splitLines(this.before.slice(start, end)));
      this.current = { start, end, diff, sent: 0 };
      this.at = start;
    }
    const { current } = this;
    const lines = splitLines(edit.text);
    // The last line may lose its line break once the edit is complete.
    const ready = edit.complete ? lines : lines.slice(0, -1);
    ops.push(...current.diff.push(ready.slice(current.sent)));
    current.sent = Math.max(current.sent, ready.length);
    if (edit.complete) {
      ops.push(...current.diff.end());
      this.finished.push({ start: current.start, end: current.end });
      this.at = current.end;
      this.current = undefined;
    }
    return ops;
  }
}

function isSame(a: Region, b: Region): boolean {
  return a.start === b.start && a.end === b.end;
}
