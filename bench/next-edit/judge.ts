import { diffArrays } from 'diff';
import { applyEdits, type TextEdit } from '../../src/diff/textEdit';
import { placesOf, type Place } from './alike';
import { anchoredDiff } from './anchoredDiff';

/**
 * Whether a text lies on the way from one to another: whoever makes the rest of the changes comes to the other one with
 * no more words gone and come than without it. White space counts for nothing.
 */
export function isOnTheWay(from: string, by: string, to: string): boolean {
  const [a, b, c] = [wordsOf(from), wordsOf(by), wordsOf(to)];
  return distance(a, b) + distance(b, c) === distance(a, c);
}

/** Says of edits of a text whether the person made them, who made another text of it. */
export class VersionJudge {
  private readonly places: readonly Place[];
  private readonly now: readonly string[];
  private readonly then: readonly string[];
  private readonly starts: number[] = [];

  /** @param text what the edits are made in @param target what the person made of it */
  constructor(
    private readonly text: string,
    target: string,
  ) {
    this.now = text.split('\n');
    this.then = target.split('\n');
    this.places = placesOf(this.now, this.then, anchoredDiff);
    let at = 0;
    for (const line of this.now) {
      this.starts.push(at);
      at += line.length + 1;
    }
  }

  /** Whether edits are what the person did there, or a part of it. */
  isRight(edits: readonly TextEdit[]): boolean {
    const [first, last] = [edits[0], edits.at(-1)];
    if (!first || !last) return false;
    let from = this.lineOf(first.offset);
    let to = this.lineOf(last.offset + last.length) + 1;
    // A place that is only inserted has no lines of its own; it belongs to those beside it.
    const touched = this.places.filter(place => place.oldStart <= to && place.oldEnd >= from);
    const [top, bottom] = [touched[0], touched.at(-1)];
    if (!top || !bottom) return false;
    const above = Math.max(0, top.oldStart - from);
    const below = Math.max(0, to - bottom.oldEnd);
    from = Math.min(from, top.oldStart);
    to = Math.max(to, bottom.oldEnd);
    const start = this.starts[from] ?? this.text.length;
    const moved = edits.map(edit => ({ ...edit, offset: edit.offset - start }));
    const base = this.now.slice(from, to).join('\n');
    const target = this.then.slice(top.newStart - above, bottom.newEnd + below).join('\n');
    return isOnTheWay(base, applyEdits(base, moved), target);
  }

  /** The line of an offset, from 0. */
  lineOf(offset: number): number {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}

function distance(a: string[], b: string[]): number {
  return diffArrays(a, b).reduce(
    (sum, part) => sum + (part.added || part.removed ? part.value.length : 0),
    0,
  );
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
