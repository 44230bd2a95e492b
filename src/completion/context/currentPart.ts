import { lineWindow, type Lines, type LineWindow } from '../window';
import { lineTokens } from '../../common/tokenEstimate';

/**
 * The part of the current document that is sent ahead: all of it if the budget pays for that, else two thirds of the
 * budget before the cursor and a third behind it; what one side leaves over the other may have. Costs as much as
 * the part.
 */
export function currentPart(lines: Lines, line: number, tokens: number): LineWindow {
  const above = lineWindow(lines, line, { prefix: Math.floor((tokens * 2) / 3), suffix: 0 }).firstLine;
  const left = tokens - sum(lines, above, line - 1);
  const { lastLine } = lineWindow(lines, line, {
    prefix: 0,
    suffix: above === 0 ? left : Math.floor(tokens / 3),
  });
  if (lastLine < lines.count - 1) return { firstLine: above, lastLine };
  const behind = sum(lines, line + 1, lastLine);
  return { firstLine: lineWindow(lines, line, { prefix: tokens - behind, suffix: 0 }).firstLine, lastLine };
}

function sum(lines: Lines, first: number, last: number): number {
  let tokens = 0;
  for (let line = first; line <= last; line++) tokens += lineTokens(lines.text(line));
  return tokens;
}
