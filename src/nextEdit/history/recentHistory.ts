/** One change of the last minutes at one place: what was typed there in one go. */
export interface HistoryEntry {
  /** The document's URI as text. */
  readonly uri: string;
  readonly languageId: string;
  /** When its first key was pressed and when its last one, ms. */
  readonly from: number;
  readonly time: number;
  /** The line where it begins, zero-based, as lines were counted when it was made. */
  readonly line: number;
  /**
   * Where `after` stands in the document as it is now, UTF-16. Undefined when the document was closed or something newer
   * changed these lines.
   */
  readonly start: number | undefined;
  /** The lines as they were before and as they were left, without the last line break; of very long lines what is near. */
  readonly before: string;
  readonly after: string;
  /** Up to three lines above and below, without line breaks. */
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/** A part of a document that was changed in the last minutes, compared with how it was before: UTF-16 offsets. */
export interface TouchedSpan {
  readonly start: number;
  readonly end: number;
  /** What stood there; undefined where that was too long to keep. The same as now where everything was taken back. */
  readonly removed: string | undefined;
  /** Whether it is still as it was made: false where everything was taken back. */
  readonly differs: boolean;
  /** When it was changed last, ms. */
  readonly time: number;
}

/** What was changed in the last minutes, as those read it who make something of it. Times are ms of the recorder's caller. */
export interface RecentHistory {
  /** Changes of all documents that are younger than the limit at `now`, the newest first. */
  entries(now: number): readonly HistoryEntry[];
  /** The places of a document that were changed in the last minutes, ascending, apart from each other. */
  touched(uri: string, now: number): readonly TouchedSpan[];
  /** How long the text of a document is by what was recorded, UTF-16; undefined for a document that is not followed. */
  lengthOf(uri: string): number | undefined;
  /** That text, put together anew; undefined for a document that is not followed. */
  textOf(uri: string): string | undefined;
}
