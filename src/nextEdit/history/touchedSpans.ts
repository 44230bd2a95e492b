import type { TextEdit } from '../../diff/textEdit';
import type { ChunkedText } from './chunkedText';
import { joinSpans, shiftSpan, trimSpan } from './netSpan';
import type { TouchedSpan } from './recentHistory';

/** How many are kept of one document; of more, neighbours become one. */
const mostSpans = 256;

/** How a document differs from what it was some minutes ago. A change costs as much as there are spans. */
export class TouchedSpans {
  /** Ascending, apart from each other. */
  private all: readonly TouchedSpan[] = [];

  /** @param text the document's text, which the caller changes between `before` and the function that it returns */
  constructor(private readonly text: ChunkedText) {}

  /** Takes in an edit that is about to be made; the function that it returns is to be called when it was made. */
  before(edit: TextEdit, time: number): () => void {
    const editEnd = edit.offset + edit.length;
    const apart = this.all.filter(span => span.end < edit.offset || span.start > editEnd);
    const joined = this.all.filter(span => span.end >= edit.offset && span.start <= editEnd);
    const joint = joinSpans(this.text, edit, joined);
    return () => {
      const net = trimSpan(this.text, joint);
      const span: TouchedSpan = { ...(net ?? joint), differs: net !== undefined, time };
      const others = apart.map(other => (other.start > editEnd ? shiftSpan(other, edit) : other));
      const at = others.findIndex(other => other.start > span.start);
      const place = at < 0 ? others.length : at;
      this.all = [...others.slice(0, place), span, ...others.slice(place)];
      if (this.all.length > mostSpans) this.joinNearest();
    };
  }

  /** Those changed since a time, ms. */
  since(time: number): readonly TouchedSpan[] {
    if (this.all.some(span => span.time < time)) this.all = this.all.filter(span => span.time >= time);
    return this.all;
  }

  /** Whether anything is different in a range. */
  differsWithin(start: number, end: number): boolean {
    return this.all.some(span => span.differs && span.start <= end && span.end >= start);
  }

  /** Makes one of the two that are nearest to each other: too much counts as touched then, but nothing is forgotten. */
  private joinNearest(): void {
    let [nearest, least] = [0, Infinity];
    this.all.forEach((span, n) => {
      const next = this.all[n + 1];
      if (!next || next.start - span.end >= least) return;
      [nearest, least] = [n, next.start - span.end];
    });
    const [one, other] = [this.all[nearest], this.all[nearest + 1]];
    if (!one || !other) return;
    const time = Math.max(one.time, other.time);
    const both: TouchedSpan = { start: one.start, end: other.end, removed: undefined, differs: true, time };
    this.all = this.all.toSpliced(nearest, 2, both);
  }
}
