/** Where text stands that was accepted a moment ago. Offsets in UTF-16 code units, lines zero-based and inclusive. */
export interface AcceptedRange {
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** One change of the document, in terms of the text before it. */
export interface LineChange {
  readonly offset: number;
  /** How much of the text it replaces. */
  readonly removed: number;
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Where the accepted text stands after a change of our own making, which an import is: above it, or else it is lost. */
export function afterImport(range: AcceptedRange, change: LineChange): AcceptedRange | undefined {
  const { offset, removed, text } = change;
  if (offset >= range.end) return range;
  if (offset + removed > range.start) return undefined;
  const grown = text.length - removed;
  const lines = text.split('\n').length - 1 - (change.lastLine - change.firstLine);
  return {
    start: range.start + grown,
    end: range.end + grown,
    firstLine: range.firstLine + lines,
    lastLine: range.lastLine + lines,
  };
}

/**
 * Where the accepted text stands after a change: on its own lines one may go on typing. Undefined when the change reaches
 * elsewhere, or cuts into one end of the text: then the person works on something else.
 */
export function afterChange(range: AcceptedRange, change: LineChange): AcceptedRange | undefined {
  if (change.firstLine < range.firstLine || change.lastLine > range.lastLine) return undefined;
  const { offset, removed, text } = change;
  const end = offset + removed;
  const grown = text.length - removed;
  const lines = text.split('\n').length - 1 - (change.lastLine - change.firstLine);
  const lastLine = range.lastLine + lines;
  if (end <= range.start && end !== range.end)
    return { start: range.start + grown, end: range.end + grown, firstLine: range.firstLine, lastLine };
  if (offset >= range.end) return { ...range, lastLine };
  if (offset < range.start || end > range.end) return undefined;
  return { ...range, end: range.end + grown, lastLine };
}
