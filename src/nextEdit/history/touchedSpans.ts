import type { TextEdit } from '../../diff/textEdit';
import type { ChunkedText } from './chunkedText';
import { joinSpans, shiftSpan, trimSpan } from './netSpan';
import type { TouchedSpan } from './recentHistory';

/** How many are kept of one document; of more the oldest are given up. */
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
      if (this.all.length > mostSpans) this.forgetOldest();
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

  private forgetOldest(): void {
    const oldest = Math.min(...this.all.map(({ time }) => time));
    const at = this.all.findIndex(({ time }) => time === oldest);
    this.all = this.all.toSpliced(at, 1);
  }
}
