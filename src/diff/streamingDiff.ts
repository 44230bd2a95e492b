import { LineIndex } from './lineIndex';
import { hasWords } from './lines';
import { MarkedPlaces } from './markedPlaces';
import { similarLines } from './similarLines';

/**
 * What happens next at the frontier, the place in the document between the new lines so far and the old lines not
 * reached yet. `keep` moves the frontier over old lines, `delete` removes old lines behind it, `insert` adds new lines
 * before it. Lines carry their line breaks.
 */
export interface LineOp {
  readonly kind: 'keep' | 'delete' | 'insert';
  readonly lines: readonly string[];
}

/** How many old lines a match that occurs once may skip without further evidence. */
const leap = 12;

/** Among so many old lines a new one looks for the one it replaces. */
const reach = 4;

/**
 * Aligns the lines of a rewrite with the old lines while they stream in. After each push the region reads: the new
 * lines so far, then the old lines that are left. The work per line does not depend on how much came before.
 *
 * Whitespace counts: a line matches only itself. A match further down is taken when the old lines it skips are no more
 * than the new lines that wait for a counterpart (plus a few when the line occurs once): otherwise it may be a block
 * that moved, which is inserted without touching what stands between. So the lines written for nothing are never more
 * than a small multiple of those that differ. What is painted is a good guess; the hunks a user sees at the end come
 * from `hunksOf`.
 */
export class StreamingDiff {
  private readonly old: readonly string[];
  private readonly index: LineIndex;
  /** Old lines that stand further up already: a moved block. Skipping them costs nothing. */
  private readonly moved: MarkedPlaces;
  /** The first old line not reached. */
  private at = 0;
  /** New lines since the last kept line that have no old counterpart. */
  private waiting = 0;

  /** @param old the region's lines with their breaks (`splitLines`) */
  constructor(old: readonly string[]) {
    this.old = old;
    this.index = new LineIndex(old);
    this.moved = new MarkedPlaces(old.length);
  }

  /** The old lines that are left, as they stand in the document behind the frontier. */
  get rest(): readonly string[] {
    return this.old.slice(this.at);
  }

  /** Takes the next whole lines of the rewrite; returns what to do, in order. */
  push(lines: readonly string[]): LineOp[] {
    const ops = new OpList();
    for (const line of lines) this.take(line, ops);
    return ops.list;
  }

  /** The rewrite is over: what is left of the old lines goes. */
  end(): LineOp[] {
    const ops = new OpList();
    this.drop(this.old.length, ops);
    return ops.list;
  }

  private take(line: string, ops: OpList): void {
    const found = this.index.next(line, this.at);
    if (found >= 0 && this.mayLeap(line, found)) {
      this.drop(found, ops);
      ops.add('keep', line);
      this.at = found + 1;
      this.waiting = 0;
      return;
    }
    if (this.isTelling(line, found)) this.moved.mark(found);
    const isReplaced = found < 0 && this.replaced(line, ops);
    this.waiting = isReplaced ? 0 : this.waiting + 1;
    ops.add('insert', line);
  }

  private mayLeap(line: string, to: number): boolean {
    const beyond = to - this.at - this.moved.count(this.at, to) - this.waiting;
    return beyond <= 0 || (beyond <= leap && this.isTelling(line, to));
  }

  /** Whether the old line at a place, if there is one, occurs once and says something: a lone bracket does not. */
  private isTelling(line: string, place: number): boolean {
    return this.index.isUnique(place) && hasWords(line);
  }

  /**
   * Drops the old line that the new one is a change of, and what stands before it: no more than the new lines that wait
   * for a counterpart, so a line that was not similar does not bring those behind it out of step.
   */
  private replaced(line: string, ops: OpList): boolean {
    const near = this.old.slice(this.at, this.at + Math.min(this.waiting + 1, reach));
    const found = near.findIndex(each => similarLines(each, line));
    if (found < 0) return false;
    this.drop(this.at + found + 1, ops);
    return true;
  }

  private drop(to: number, ops: OpList): void {
    for (const line of this.old.slice(this.at, to)) ops.add('delete', line);
    this.at = to;
  }
}

/** Collects lines into as few operations as possible. */
class OpList {
  readonly list: { readonly kind: LineOp['kind']; readonly lines: string[] }[] = [];

  add(kind: LineOp['kind'], line: string): void {
    const last = this.list.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else this.list.push({ kind, lines: [line] });
  }
}
