import { linesOf, isBlank } from './lines';
import type { CursorSnapshot } from '../snapshot';

/** How a document indents. */
export interface IndentStyle {
  readonly tabs: boolean;
  /** Columns of one step. */
  readonly width: number;
}

const tabWidth = 4;
const usualWidths: ReadonlySet<number> = new Set([2, 3, 4, 8]);

/** How the document around a cursor indents; undefined where nothing is indented. */
export function indentStyle({ prefix, suffix }: CursorSnapshot): IndentStyle | undefined {
  const indented = [...linesOf(prefix), ...linesOf(suffix)].filter(line => !isBlank(line.text));
  const tabs = indented.filter(line => line.text.startsWith('\t')).length;
  // One space is what the lines of a block comment begin with.
  const spaces = indented.filter(line => line.text.startsWith('  ')).length;
  if (tabs === 0 && spaces === 0) return undefined;
  if (tabs > spaces) return { tabs: true, width: tabWidth };
  return { tabs: false, width: commonStep(indented.map(line => line.text.search(/[^ ]/))) };
}

/** The step by which lines are most often indented further than the line above; of two, the smaller. */
function commonStep(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const [index, width] of widths.entries()) {
    const step = width - (widths[index - 1] ?? 0);
    if (usualWidths.has(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  return best?.[0] ?? tabWidth;
}
