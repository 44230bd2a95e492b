/** Lines of a document that a completion looks at; both ends inclusive, zero-based. */
export interface LineWindow {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** How many lines a window spans, and how its start is snapped. */
export interface WindowSize {
  readonly linesBefore: number;
  readonly linesAfter: number;
  /** The first line is a multiple of this, so that it stays put while typing goes on. */
  readonly snap: number;
}

/** About 2,000 tokens before the cursor and 500 behind it in ordinary code. */
export const defaultWindowSize: WindowSize = { linesBefore: 180, linesAfter: 50, snap: 60 };

/**
 * The lines around `line` to look at. The start moves in steps: between two steps the prefix of a request is an
 * extension of the prefix of the one before, which is what lets answers be reused and a server's prefix cache hit.
 */
export function lineWindow(
  line: number,
  lineCount: number,
  size: WindowSize = defaultWindowSize,
): LineWindow {
  const earliest = Math.max(0, line - size.linesBefore);
  return {
    firstLine: earliest - (earliest % size.snap),
    lastLine: Math.min(Math.max(0, lineCount - 1), line + size.linesAfter),
  };
}
