/**
 * A text in which lines are looked for again and again: its lines, and where each of them stands but for white space
 * around it. Read when the first line is looked for.
 */
export class SearchedText {
  private known: Lines | undefined;

  constructor(readonly text: string) {}

  /** Whether there is nothing but white space in it. */
  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  /** The lines without their line breaks. */
  get bare(): readonly string[] {
    return this.lines.bare;
  }

  /** Where a line begins, a UTF-16 offset; behind the last one the end of the text. */
  startOf(line: number): number {
    return this.lines.starts[line] ?? this.text.length;
  }

  /** How many lines are this one but for white space around it. */
  countOf(line: string): number {
    const { heads, counts } = this.lines;
    return counts[heads.get(line.trim()) ?? -1] ?? 0;
  }

  /** The numbers of the lines that are this one but for white space around it, ascending. */
  *placesOf(line: string): Generator<number, void, undefined> {
    const { heads, following } = this.lines;
    for (let at = heads.get(line.trim()) ?? -1; at >= 0; at = following[at] ?? -1) yield at;
  }

  private get lines(): Lines {
    return (this.known ??= linesOf(this.text));
  }
}

interface Lines {
  readonly bare: readonly string[];
  readonly starts: readonly number[];
  /** The first place of each line. */
  readonly heads: ReadonlyMap<string, number>;
  /** For each place the next one of the same line, -1 for the last, and how many there are from it on. */
  readonly following: Int32Array;
  readonly counts: Int32Array;
}

function linesOf(text: string): Lines {
  const bare: string[] = [];
  const starts: number[] = [];
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    bare.push(text.slice(start, lineBreak > start && text[end - 1] === '\r' ? end - 1 : end));
    starts.push(start);
    start = end + 1;
  }
  const heads = new Map<string, number>();
  const following = new Int32Array(bare.length);
  const counts = new Int32Array(bare.length);
  for (let at = bare.length - 1; at >= 0; at--) {
    const key = (bare[at] ?? '').trim();
    const next = heads.get(key) ?? -1;
    following[at] = next;
    counts[at] = (counts[next] ?? 0) + 1;
    heads.set(key, at);
  }
  return { bare, starts, heads, following, counts };
}
