import type { TextChange } from './composing';

/** A range of text, in UTF-16 code units from the start of the document. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** What has moved the cursor: a key, or something that is neither key nor mouse, such as the insertion of a snippet. */
export type MovedBy = 'key' | 'mouse' | 'other';

/** After so long without a key, in ms, it is looked again whether suggestions are still hidden. */
const restMs = 3_000;

/**
 * Notices that the tab stops of a snippet are being filled in: VS Code hides suggestions then, and does not say so. What
 * gives it away is a text that was inserted at once and the cursor inside of it, put there by no key and no mouse.
 *
 * A selected placeholder leaves no doubt. Where the cursor only stands inside the text this may also be the last tab
 * stop, behind which suggestions are shown; then one has to be tried.
 */
export class SnippetSession {
  private inserted: { readonly range: OffsetRange; readonly hasWords: boolean } | undefined;
  private session: OffsetRange | undefined;
  private sure = false;
  private changedAt = -Infinity;

  /** What is known of a suggestion: that it would be hidden, that it has to be tried, or nothing that is against it. */
  get state(): 'hidden' | 'doubtful' | 'none' {
    if (!this.session) return 'none';
    return this.sure ? 'hidden' : 'doubtful';
  }

  /** Whether it matters where the cursor is. */
  get watches(): boolean {
    return this.session !== undefined || this.inserted !== undefined;
  }

  /** The text has changed. @param now in ms */
  changed(changes: readonly TextChange[], now: number): void {
    const rested = now - this.changedAt >= restMs;
    this.changedAt = now;
    const [change] = changes;
    this.session &&= moved(this.session, changes);
    // Left by a key that no one hears of, or it never was one.
    if (rested) this.sure = false;
    const isInsertion = changes.length === 1 && change !== undefined && change.text.length > 1;
    this.inserted =
      isInsertion && !this.session
        ? {
            range: { start: change.offset, end: change.offset + change.text.length },
            hasWords: /[\p{L}\p{N}]/u.test(change.text),
          }
        : undefined;
  }

  /**
   * The cursors are elsewhere, or more or less is selected.
   *
   * @param typed whether that came with a change of the text
   */
  selected(cursors: readonly OffsetRange[], by: MovedBy, typed: boolean): void {
    if (this.session) this.follow(cursors, by, typed);
    else if (this.inserted && by === 'other') this.begin(cursors, this.inserted);
  }

  /** Suggestions were found to be hidden, or not. */
  found(hidden: boolean): void {
    this.sure = hidden;
    if (!hidden) this.end();
  }

  /** It is over, or another document is edited. */
  end(): void {
    this.session = undefined;
    this.inserted = undefined;
  }

  private begin(
    cursors: readonly OffsetRange[],
    { range, hasWords }: { readonly range: OffsetRange; readonly hasWords: boolean },
  ): void {
    const [first] = cursors;
    if (!first || !cursors.every(cursor => isWithin(cursor, range))) return;
    const selects = cursors.length > 1 || !isEmpty(first);
    const isWhole = first.start === range.start && first.end === range.end;
    const isInside = first.start > range.start && first.end < range.end;
    if (selects ? isWhole : !isInside || !hasWords) return;
    this.session = range;
    this.sure = selects;
    this.inserted = undefined;
  }

  private follow(cursors: readonly OffsetRange[], by: MovedBy, typed: boolean): void {
    const { session } = this;
    if (!session || !cursors.every(cursor => isWithin(cursor, session))) return this.end();
    if (typed) return;
    if (by !== 'other') {
      this.sure = false;
    } else if (cursors.some(cursor => !isEmpty(cursor))) {
      this.sure = true;
    } else if (cursors.every(({ end }) => end === session.end)) {
      this.end();
    } else {
      this.sure = false;
    }
  }
}

/** Where a range is after changes; undefined when one of them reaches out of it, or is behind it. */
function moved(range: OffsetRange, changes: readonly TextChange[]): OffsetRange | undefined {
  let { start, end } = range;
  for (const { offset, removed, text } of changes) {
    const longer = text.length - removed;
    if (offset >= range.start && offset + removed <= range.end) {
      end += longer;
    } else if (offset + removed <= range.start) {
      start += longer;
      end += longer;
    } else {
      return undefined;
    }
  }
  return { start, end };
}

function isWithin(inner: OffsetRange, outer: OffsetRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function isEmpty({ start, end }: OffsetRange): boolean {
  return start === end;
}
