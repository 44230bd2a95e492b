/** One line of a text and where it stands in it, in UTF-16 code units. */
export interface Line {
  /** Without its line break. */
  readonly text: string;
  readonly start: number;
  /** Where it ends, before its line break. */
  readonly end: number;
}

/** The lines of a text; line breaks are `\n` or `\r\n`, and half of one at the very end counts. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (;;) {
    const at = text.indexOf('\n', start);
    const stop = at < 0 ? text.length : at;
    const end = stop > start && text[stop - 1] === '\r' ? stop - 1 : stop;
    lines.push({ text: text.slice(start, end), start, end });
    if (at < 0) return lines;
    start = at + 1;
  }
}

/** The first line of a text, without its line break. */
export function firstLine(text: string): string {
  return text.replace(/\r?\n[^]*/, '');
}

/** The part of the cursor's line that stands before the cursor. */
export function currentLine(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf('\n') + 1);
}

/** A whole line that exists once a text was inserted: the cursor's line counts with what precedes the cursor. */
export interface WrittenLine extends Line {
  /** The line as it will stand in the document, without its line break. */
  readonly whole: string;
}

/** The lines that a text writes at a cursor. */
export function writtenLines(text: string, prefix: string): WrittenLine[] {
  const current = currentLine(prefix);
  return linesOf(text).map((line, index) => ({
    ...line,
    whole: index === 0 ? current + line.text : line.text,
  }));
}

/** The first line from an index on that is not blank. */
export function nextWritten(lines: readonly WrittenLine[], from: number): WrittenLine | undefined {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index];
    if (line && !isBlank(line.text)) return line;
  }
  return undefined;
}

/** Whether there is nothing to see in a text. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** How far to the right a line begins, in columns; a tab reaches to the next multiple of four. */
export function indentWidth(line: string): number {
  let width = 0;
  for (const char of line) {
    if (char === ' ') width++;
    else if (char === '\t') width += 4 - (width % 4);
    else break;
  }
  return width;
}
