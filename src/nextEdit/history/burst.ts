import type { TextEdit } from '../../diff/textEdit';
import type { ChunkedText } from './chunkedText';
import { joinSpans, shiftSpan, trimSpan, type NetSpan } from './netSpan';
import type { HistoryEntry } from './recentHistory';

/** After a pause of this length, ms, the same place is changed anew. */
const longestPause = 30_000;

/** Places this near to each other, in UTF-16 code units, on one line or on two that follow each other, are one. */
const nearness = 400;

/** Of a long line so much is kept on each side of a change, in UTF-16 code units. */
const mostOfLine = 400;

/** Lines kept above and below a change. */
const linesAround = 3;

interface BurstOrigin {
  readonly uri: string;
  readonly languageId: string;
  readonly edit: TextEdit;
  readonly time: number;
}

/** What is being typed at one place. Its offsets follow the document. */
export class Burst {
  private constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly from: number,
    readonly time: number,
    private span: NetSpan,
  ) {}

  /**
   * The one that an edit makes or goes on with.
   * @param text the text before the edit
   * @param near those that the edit goes on with
   */
  static of(text: ChunkedText, { uri, languageId, edit, time }: BurstOrigin, near: readonly Burst[]): Burst {
    const spans = near.map(burst => burst.span).toSorted((a, b) => a.start - b.start);
    const from = Math.min(time, ...near.map(burst => burst.from));
    return new Burst(uri, languageId, from, time, joinSpans(text, edit, spans));
  }

  get start(): number {
    return this.span.start;
  }

  get end(): number {
    return this.span.end;
  }

  get removed(): string | undefined {
    return this.span.removed;
  }

  /** Whether an edit that is about to be made goes on with this. */
  isNear(text: ChunkedText, edit: TextEdit, time: number): boolean {
    if (time - this.time > longestPause) return false;
    const from = Math.min(this.end, edit.offset + edit.length);
    const to = Math.max(this.start, edit.offset);
    if (to - from > nearness) return false;
    const between = text.slice(from, to);
    return between.indexOf('\n') === between.lastIndexOf('\n');
  }

  /** An edit was made elsewhere. */
  follow(edit: TextEdit): void {
    if (edit.offset < this.span.start) this.span = shiftSpan(this.span, edit);
  }
}

/** An entry whose texts no longer change; `start` follows the document. */
export interface SealedEntry extends HistoryEntry {
  start: number | undefined;
  /** An edit was made in its document. */
  follow(edit: TextEdit): void;
  /** As it is now, for a reader. */
  read(): HistoryEntry;
  /** Whether a burst covers these lines that ended as they were before. */
  isUndoneBy(burst: Burst): boolean;
}

/**
 * The entry that a burst makes; undefined when nothing differs or it is too large.
 * @param text the text as it is
 * @param largest former and new text together, in UTF-16 code units
 */
export function sealed(burst: Burst, text: ChunkedText, largest: number): SealedEntry | undefined {
  const { uri, languageId, from, time } = burst;
  const span = trimSpan(text, { start: burst.start, end: burst.end, removed: burst.removed });
  if (span?.removed === undefined || span.end - span.start + span.removed.length > largest) return undefined;
  const start = text.lineStart(span.start, mostOfLine);
  const end = text.lineEnd(span.end, mostOfLine);
  const before = text.slice(start, span.start) + span.removed + text.slice(span.end, end);
  return new Sealed(
    { uri, languageId, from, time, line: text.lineAt(span.start) },
    { before, after: text.slice(start, end) },
    { above: linesAbove(text, start), below: linesBelow(text, end) },
    start,
    span,
  );
}

class Sealed implements SealedEntry {
  readonly uri: string;
  readonly languageId: string;
  readonly from: number;
  readonly time: number;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  readonly above: readonly string[];
  readonly below: readonly string[];

  constructor(
    about: Pick<HistoryEntry, 'uri' | 'languageId' | 'from' | 'time' | 'line'>,
    texts: Pick<HistoryEntry, 'before' | 'after'>,
    around: Pick<HistoryEntry, 'above' | 'below'>,
    public start: number | undefined,
    private span: { readonly start: number; readonly end: number },
  ) {
    ({
      uri: this.uri,
      languageId: this.languageId,
      from: this.from,
      time: this.time,
      line: this.line,
    } = about);
    ({ before: this.before, after: this.after } = texts);
    ({ above: this.above, below: this.below } = around);
  }

  follow(edit: TextEdit): void {
    const editEnd = edit.offset + edit.length;
    const { start, span, after } = this;
    if (editEnd <= span.start && edit.offset < span.start) this.span = shiftSpan(span, edit);
    else if (edit.offset < span.end)
      this.span = {
        start: Math.min(span.start, edit.offset),
        end: Math.max(span.end, editEnd) + edit.text.length - edit.length,
      };
    if (start === undefined) return;
    const end = start + after.length;
    if (editEnd < start || (editEnd === start && edit.text.endsWith('\n'))) {
      this.start = start + edit.text.length - edit.length;
    } else if (edit.offset <= end && !(edit.offset === end && /^\r?\n/.test(edit.text))) {
      this.start = undefined;
    }
  }

  read(): HistoryEntry {
    const { uri, languageId, from, time, line, start, before, after, above, below } = this;
    return { uri, languageId, from, time, line, start, before, after, above, below };
  }

  isUndoneBy(burst: Burst): boolean {
    return burst.uri === this.uri && this.span.start <= burst.end && this.span.end >= burst.start;
  }
}

function linesAbove(text: ChunkedText, start: number): string[] {
  const lines: string[] = [];
  for (let end = start - 1; end >= 0 && lines.length < linesAround;) {
    if (text.slice(end, end + 1) !== '\n') break;
    const from = text.lineStart(end, mostOfLine);
    lines.unshift(text.slice(from, end).replace(/\r$/, ''));
    end = from - 1;
  }
  return lines;
}

function linesBelow(text: ChunkedText, end: number): string[] {
  const lines: string[] = [];
  let from = end;
  while (lines.length < linesAround) {
    const lineBreak = /^\r?\n/.exec(text.slice(from, from + 2))?.[0];
    if (lineBreak === undefined) break;
    from += lineBreak.length;
    const lineEnd = text.lineEnd(from, mostOfLine);
    lines.push(text.slice(from, lineEnd));
    from = lineEnd;
  }
  return lines;
}
