import { indentLength } from './lexer';
import type { IndentChange } from './symbols';

/** How a file indents. */
export interface IndentStyle {
  readonly tabs: boolean;
  /** Columns of one level; a tab counts as one level. */
  readonly unit: number;
}

const sampleLines = 400;

/**
 * How a text indents: tabs if most indented lines begin with one, otherwise the most frequent step inwards
 * of 2, 3, 4 or 8 columns. Looks at the first 400 lines, so that typing at the end of a file does not change it.
 */
export function detectIndentStyle(text: string): IndentStyle {
  const lines = text.split('\n', sampleLines);
  const steps = new Map<number, number>();
  let tabbed = 0;
  let spaced = 0;
  let previous = 0;
  for (const line of lines) {
    const length = indentLength(line);
    if (length === line.length) continue;
    if (line.startsWith('\t')) tabbed++;
    else if (length > 0) spaced++;
    const step = length - previous;
    if (step === 2 || step === 3 || step === 4 || step === 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    previous = length;
  }
  if (tabbed > spaced) return { tabs: true, unit: 4 };
  let unit = 0;
  for (const [step, count] of steps) {
    const best = steps.get(unit) ?? 0;
    if (count > best || (count === best && step < unit)) unit = step;
  }
  return { tabs: false, unit: unit || 4 };
}

/** Width of a line's indentation in columns. */
export function indentColumns(line: string, length: number, style: IndentStyle): number {
  let columns = 0;
  for (let at = 0; at < length; at++) columns += line[at] === '\t' ? style.unit : 1;
  return columns;
}

/** The change between two indentations, in units where they are whole ones. */
export function changeBetween(from: number, to: number, style: IndentStyle): IndentChange {
  const columns = to - from;
  return columns % style.unit === 0 ? { units: columns / style.unit, columns: 0 } : { units: 0, columns };
}

/** Columns after a change; never negative. */
export function applyChange(columns: number, change: IndentChange, style: IndentStyle): number {
  return Math.max(0, columns + change.units * style.unit + change.columns);
}

/** Writes an indentation of so many columns the way the file does. */
export function renderIndent(columns: number, style: IndentStyle): string {
  if (!style.tabs) return ' '.repeat(columns);
  return '\t'.repeat(Math.floor(columns / style.unit)) + ' '.repeat(columns % style.unit);
}
