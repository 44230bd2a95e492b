import { lineTokens } from '../common/tokenEstimate';

/** Lines of a document that a completion looks at; both ends inclusive, zero-based. */
export interface LineWindow {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A document as windows see it; reading a line costs as much as the line. */
export interface Lines {
  readonly count: number;
  /** A line without its line break; zero-based. */
  text(line: number): string;
}

/** How large a window may be, in tokens by `estimateTokens`. The line of the cursor belongs to it and is not counted. */
export interface WindowBudget {
  readonly prefix: number;
  readonly suffix: number;
}

/** Where a window may begin: at lines that are multiples of the largest of these that does not cost half of it. */
const steps = [64, 16, 4, 1] as const;

/**
 * The lines around the cursor's line that the budget pays for. Costs as much as the window, whatever the size of the
 * document.
 *
 * The start moves in steps: between two steps the prefix of a request is an extension of the prefix of the one
 * before, which is what lets answers be reused and a server's prefix cache hit. The end depends on nothing but
 * the lines behind the cursor's, so typing in a line leaves the suffix as it is.
 */
export function lineWindow(lines: Lines, line: number, budget: WindowBudget): LineWindow {
  const earliest = reach(lines, line, -1, budget.prefix);
  const half = (line - earliest) / 2;
  const step = steps.find(each => line - snapped(earliest, each) >= half) ?? 1;
  return { firstLine: snapped(earliest, step), lastLine: reach(lines, line, 1, budget.suffix) };
}

function snapped(line: number, step: number): number {
  return Math.ceil(line / step) * step;
}

/** The farthest line in one direction such that the lines up to it keep within the budget. */
function reach(lines: Lines, from: number, direction: 1 | -1, budget: number): number {
  let left = budget;
  let line = from;
  for (;;) {
    const next = line + direction;
    if (next < 0 || next >= lines.count) return line;
    left -= lineTokens(lines.text(next), left);
    if (left < 0) return line;
    line = next;
  }
}
