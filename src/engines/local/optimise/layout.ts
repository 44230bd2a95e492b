import { lineEndIn, type LineEnd } from '../../../common/lineEnd';

/** How a text is laid out, so that what is written into it looks the same. */
export interface Layout {
  readonly newline: LineEnd;
  /** One level of indentation. */
  readonly unit: string;
}

/** Reads the layout off a text; a text that shows none has LF and `fallbackUnit`. */
export function layoutOf(text: string, fallbackUnit: string): Layout {
  const newline = lineEndIn(text);
  const indents = [...text.matchAll(/^([ \t]*)[^\s*]/gm)].map(match => match[1] ?? '');
  if (indents.some(indent => indent.startsWith('\t'))) return { newline, unit: '\t' };
  return { newline, unit: usualStep(indents) ?? fallbackUnit };
}

/** The most frequent growth from one line's indentation to the next: what one level is. */
function usualStep(indents: readonly string[]): string | undefined {
  const counts = new Map<number, number>();
  let previous = indents[0]?.length ?? 0;
  for (const { length } of indents) {
    const step = length - previous;
    if (step > 1) counts.set(step, (counts.get(step) ?? 0) + 1);
    previous = length;
  }
  const [usual] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  return usual && ' '.repeat(usual[0]);
}

/** The white space that the line of this offset begins with. */
export function indentAt(text: string, offset: number): string {
  const lineStart = lineStartAt(text, offset);
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** Where the line of this offset begins. */
export function lineStartAt(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Whether the offset is the first of its line that is not white space. */
export function startsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStartAt(text, offset), offset));
}
