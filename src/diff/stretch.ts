/** A stretch of a document, UTF-16 offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}
