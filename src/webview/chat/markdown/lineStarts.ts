/**
 * What a line of Markdown begins with, after CommonMark 0.31 and GitHub's tables. Pure functions of one line (or what
 * is left of it inside its containers).
 */

/** Lines longer than this begin nothing that needs the whole line to be known (rules, fences, tables). UTF-16 units. */
export const decidableLength = 1_000;

/** A code fence: ` ``` ` or `~~~`, at least three. */
export interface Fence {
  readonly mark: string;
  /** Spaces before it, taken off each line of code. */
  readonly indent: number;
  readonly info: string;
}

/** A list item's marker. */
export interface Marker {
  readonly ordered: boolean;
  /** Items with another delimiter belong to another list. */
  readonly delimiter: string;
  readonly start: number;
  /** From the beginning of the line to its content, in columns. */
  readonly width: number;
  /** How much of the line the marker and the space after it take, in UTF-16 units. */
  readonly length: number;
  readonly empty: boolean;
}

export type Alignment = 'left' | 'center' | 'right' | undefined;

/**
 * The indentation of a line: columns, and the UTF-16 units they take. A tab goes on to the next multiple of 4.
 * @param from the column in which `line` begins
 */
export function indentOf(line: string, from = 0): { readonly columns: number; readonly length: number } {
  let columns = from;
  let length = 0;
  for (; length < line.length; length++) {
    const char = line[length];
    if (char === ' ') columns += 1;
    else if (char === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return { columns: columns - from, length };
}

/** The line without its first `columns` columns of white space. A tab cut in the middle leaves spaces. */
export function withoutIndent(line: string, columns: number): string {
  let done = 0;
  let length = 0;
  while (done < columns && length < line.length) {
    const char = line[length];
    if (char === ' ') done += 1;
    else if (char === '\t') done += 4 - (done % 4);
    else break;
    length += 1;
  }
  return ' '.repeat(Math.max(0, done - columns)) + line.slice(length);
}

export const isBlank = (line: string): boolean => /^[ \t]*$/.test(line);

/** A fence that opens a code block. The info string of a backtick fence holds no backtick. */
export function openingFence(line: string): Fence | undefined {
  if (line.length > decidableLength) return undefined;
  const found = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*?)[ \t]*$/.exec(line);
  return found ? { indent: found[1]?.length ?? 0, mark: found[2] ?? '', info: found[3] ?? '' } : undefined;
}

/** `# Title` to `###### Title`: its level and where the title begins. */
export function heading(line: string): { readonly level: number; readonly length: number } | undefined {
  const found = /^ {0,3}(#{1,6})(?:[ \t]+|$)/.exec(line);
  return found ? { level: found[1]?.length ?? 1, length: found[0].length } : undefined;
}

/** `===` or `---` below a paragraph makes it a heading. */
export function underline(line: string): 1 | 2 | undefined {
  if (line.length > decidableLength) return undefined;
  if (/^ {0,3}=+[ \t]*$/.test(line)) return 1;
  return /^ {0,3}-+[ \t]*$/.test(line) ? 2 : undefined;
}

export function isRule(line: string): boolean {
  if (line.length > decidableLength) return false;
  return /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line);
}

/** The length of `> ` at the beginning; 0 when there is none. */
export const quoteLength = (line: string): number => /^ {0,3}> ?/.exec(line)?.[0].length ?? 0;

/** A list item that begins here. `inParagraph`: only a non-empty one that starts at 1 interrupts a paragraph. */
export function listMarker(line: string, inParagraph: boolean): Marker | undefined {
  const found = /^( {0,3})([-+*]|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(line);
  if (!found) return undefined;
  const [before, , mark = '', digits, delimiter] = found;
  const rest = line.slice(before.length);
  const empty = isBlank(rest);
  const ordered = digits !== undefined;
  const start = ordered ? Number(digits) : 0;
  if (inParagraph && (empty || (ordered && start !== 1))) return undefined;
  const space = indentOf(rest, before.length);
  // Five or more columns: one belongs to the marker, the rest is indented code.
  const taken = empty || space.columns > 4 ? 1 : space.columns;
  return {
    ordered,
    delimiter: delimiter ?? mark,
    start,
    width: before.length + taken,
    length: before.length + (space.columns > 4 || empty ? Math.min(1, rest.length) : space.length),
    empty,
  };
}

/** The cells of a table's row; `\|` is a bar inside a cell. At most `most` of them. */
export function cellsOf(line: string, most: number): string[] {
  const cells: string[] = [];
  let cell = '';
  const row = line.trim();
  const from = row.startsWith('|') ? 1 : 0;
  let ended = false;
  for (let i = from; i < row.length; i++) {
    const char = row[i];
    ended = char === '|';
    if (char === '\\' && row[i + 1] === '|') {
      cell += '|';
      i += 1;
    } else if (char === '|') {
      cells.push(cell.trim());
      cell = '';
      if (cells.length >= most) return cells;
    } else cell += char ?? '';
  }
  if (!ended && row.length > from) cells.push(cell.trim());
  return cells;
}

/** The row of dashes below a table's header: how its columns are aligned. */
export function delimiterRow(line: string, most: number): Alignment[] | undefined {
  if (line.length > decidableLength || !/^ {0,3}[|:-][ \t|:-]*$/.test(line)) return undefined;
  if (!line.includes('-') || !(line.includes('|') || line.includes(':'))) return undefined;
  const cells = cellsOf(line, most);
  if (cells.length === 0 || !cells.every(cell => /^:?-+:?$/.test(cell))) return undefined;
  return cells.map(cell => {
    const left = cell.startsWith(':');
    const right = cell.endsWith(':');
    return left && right ? 'center' : right ? 'right' : left ? 'left' : undefined;
  });
}

/**
 * Whether what a line begins is known from its beginning alone, so that the rest may be shown while it arrives. False
 * while it is only marks that could still become something else.
 */
export function isDecided(line: string): boolean {
  if (line.length > decidableLength) return true;
  const rest = line.trimStart();
  if (rest === '') return false;
  if (/^(?:#{1,6}|\d{1,9}[.)]?|[-+*_=|:> \t]*|>[> ]*)$/.test(rest)) return false;
  if (/^(?:`{1,2}$|`{3}|~{1,2}$|~{3})/.test(rest)) return false;
  // Marks may stand inside containers: `- > ##`. What comes after them decides.
  const inner = /^(?:>|[-+*][ \t]+|\d{1,9}[.)][ \t]+)(.*)$/s.exec(rest)?.[1];
  return inner === undefined || isDecided(inner);
}
