import { changedSpan } from '../../diff/changedSpan';
import type { TextEdit } from '../../diff/textEdit';
import type { DocumentText } from '../nextEdit';
import { Burst, sealed, type SealedEntry } from './burst';
import { ChunkedText } from './chunkedText';
import type { HistoryEntry, RecentHistory, TouchedSpan } from './recentHistory';
import { TouchedSpans } from './touchedSpans';

/** How much is remembered. */
export interface HistoryLimits {
  /** Older changes are forgotten, ms. */
  readonly age: number;
  readonly entries: number;
  /** Former and new text of all entries together, UTF-16 code units. */
  readonly units: number;
  /** A change of more than this, former and new text together, is no entry, UTF-16 code units. */
  readonly largestEntry: number;
  /** A change at more places at once is the work of a tool: it makes no entries. */
  readonly placesAtOnce: number;
}

const defaults: HistoryLimits = {
  age: 600_000,
  entries: 64,
  units: 60_000,
  largestEntry: 8_000,
  placesAtOnce: 32,
};

interface Followed {
  readonly languageId: string;
  readonly text: ChunkedText;
  readonly touched: TouchedSpans;
}

/**
 * What was changed in the last minutes, in all documents that it was told of: by place, as it was before and as it is. What
 * is typed in one go at one place is one entry, and what was taken back is none.
 *
 * Documents are followed from `opened` to `closed`; changes of others are passed over, so whoever must not be read (secret
 * and ignored files) is simply not announced. A change costs by its size and by the limits, not by the document. Times are
 * milliseconds of one clock, which the caller reads.
 */
export class EditHistory implements RecentHistory {
  private readonly limits: HistoryLimits;
  private readonly documents = new Map<string, Followed>();
  /** What was typed last; several when one change was made at several places at once. */
  private bursts: Burst[] = [];
  /** The oldest first. */
  private done: SealedEntry[] = [];

  constructor(limits: Partial<HistoryLimits> = {}) {
    this.limits = { ...defaults, ...limits };
  }

  /** Follows a document from now on. Known ones begin anew with this text; their entries stay. */
  opened(document: DocumentText): void {
    this.closed(document.uri);
    const text = new ChunkedText(document.text);
    const touched = new TouchedSpans(text);
    this.documents.set(document.uri, { languageId: document.languageId, text, touched });
  }

  /**
   * A document was changed.
   * @param edits as the editor reports one change: offsets into the text before it, without overlap, in any order
   * @param time ms
   */
  changed(uri: string, edits: readonly TextEdit[], time: number): void {
    const document = this.documents.get(uri);
    if (!document || edits.length === 0) return;
    const fresh: Burst[] = [];
    const isToolsWork = edits.length > this.limits.placesAtOnce;
    for (const whole of edits.toSorted((a, b) => b.offset - a.offset)) {
      const edit = smallest(document.text, whole);
      if (edit.length === 0 && edit.text === '') continue;
      if (isToolsWork) this.write(document, uri, edit, time);
      else this.take(document, uri, edit, time, fresh);
    }
    const touched = new Set(fresh);
    for (const burst of this.bursts) if (!touched.has(burst)) this.seal(burst);
    this.bursts = isToolsWork ? [] : fresh;
    this.dropUndone(document);
    this.forget(time);
  }

  /** A document is no longer followed. Its entries stay. */
  closed(uri: string): void {
    if (!this.documents.has(uri)) return;
    for (const burst of this.bursts) if (burst.uri === uri) this.seal(burst);
    this.bursts = this.bursts.filter(burst => burst.uri !== uri);
    for (const entry of this.done) if (entry.uri === uri) entry.start = undefined;
    this.documents.delete(uri);
  }

  entries(now: number): readonly HistoryEntry[] {
    this.forget(now);
    const live = this.bursts.flatMap(burst => this.entryOf(burst) ?? []);
    // Those of one change, taken in from below, come from above here, as a reader goes.
    const all = [...live.toSorted((a, b) => a.line - b.line), ...this.done.toReversed()];
    return withoutUndone(all).map(entry => entry.read());
  }

  touched(uri: string, now: number): readonly TouchedSpan[] {
    return this.documents.get(uri)?.touched.since(now - this.limits.age) ?? [];
  }

  lengthOf(uri: string): number | undefined {
    return this.documents.get(uri)?.text.length;
  }

  textOf(uri: string): string | undefined {
    return this.documents.get(uri)?.text.slice(0, Infinity);
  }

  /** Makes an edit in what is kept of the document, and lets everything follow. */
  private write(document: Followed, uri: string, edit: TextEdit, time: number): void {
    const followTouched = document.touched.before(edit, time);
    document.text.replace(edit.offset, edit.length, edit.text);
    followTouched();
    for (const entry of this.done) if (entry.uri === uri) entry.follow(edit);
    for (const burst of this.bursts) if (burst.uri === uri) burst.follow(edit);
  }

  private take(document: Followed, uri: string, edit: TextEdit, time: number, fresh: Burst[]): void {
    const near = [...new Set([...fresh, ...this.bursts])].filter(
      burst => burst.uri === uri && burst.isNear(document.text, edit, time),
    );
    const burst = Burst.of(document.text, { uri, languageId: document.languageId, edit, time }, near);
    // What was left for a while is changed anew.
    const left = this.bursts.filter(
      other => other.uri === uri && !near.includes(other) && reaches(other, edit),
    );
    for (const other of left) this.seal(other);
    this.bursts = this.bursts.filter(other => !near.includes(other) && !left.includes(other));
    for (const other of near) if (fresh.includes(other)) fresh.splice(fresh.indexOf(other), 1);
    this.write(document, uri, edit, time);
    for (const other of fresh) other.follow(edit);
    fresh.push(burst);
  }

  private entryOf(burst: Burst): SealedEntry | undefined {
    const text = this.documents.get(burst.uri)?.text;
    return text && sealed(burst, text, this.limits.largestEntry);
  }

  private seal(burst: Burst): void {
    const entry = this.entryOf(burst);
    if (entry) this.done.push(entry);
  }

  /** What is as it was before, and what led there and back, is no change. */
  private dropUndone({ touched }: Followed): void {
    for (const burst of this.bursts) {
      if (touched.differsWithin(burst.start, burst.end)) continue;
      this.bursts = this.bursts.filter(other => other !== burst);
      this.done = this.done.filter(entry => !entry.isUndoneBy(burst));
    }
  }

  private forget(now: number): void {
    const oldest = now - this.limits.age;
    let units = 0;
    let keep = 0;
    for (let at = this.done.length - 1; at >= 0 && keep < this.limits.entries; at--) {
      const entry = this.done[at];
      if (!entry || entry.time < oldest) break;
      units += entry.before.length + entry.after.length;
      if (units > this.limits.units) break;
      keep++;
    }
    if (keep < this.done.length) this.done = this.done.slice(this.done.length - keep);
    this.bursts = this.bursts.filter(burst => burst.time >= oldest);
  }
}

function reaches({ start, end }: Burst, { offset, length }: TextEdit): boolean {
  return start <= offset + length && end >= offset;
}

/** An edit without what it leaves as it is; a tool that replaces all of a document may have changed one word of it. */
function smallest(text: ChunkedText, edit: TextEdit): TextEdit {
  if (edit.length === 0 || edit.text === '') return edit;
  const before = text.slice(edit.offset, edit.offset + edit.length);
  return changedSpan(before, edit.text, edit.offset) ?? { offset: edit.offset, length: 0, text: '' };
}

/** Without entries that a newer one took back to the letter, and without that one. */
function withoutUndone(entries: readonly SealedEntry[]): SealedEntry[] {
  const gone = new Set<SealedEntry>();
  entries.forEach((newer, n) => {
    if (gone.has(newer)) return;
    const undone = entries
      .slice(n + 1)
      .find(
        ({ uri, before, after }) => uri === newer.uri && before === newer.after && after === newer.before,
      );
    if (undone && !gone.has(undone)) gone.add(newer).add(undone);
  });
  return entries.filter(entry => !gone.has(entry));
}
