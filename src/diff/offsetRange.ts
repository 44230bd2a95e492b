/** A range of a document, UTF-16 offsets. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}
