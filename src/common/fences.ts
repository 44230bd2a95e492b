/** A longer line is no fence, in UTF-16 code units. */
const longestLine = 1_000;

/** The line that opens a fenced block of Markdown. */
export interface Fence {
  /** Its backticks or tildes, three or more. */
  readonly mark: string;
  /** The white space before them. */
  readonly indent: string;
  /** What follows them, trimmed: usually the name of a language. */
  readonly info: string;
}

/** Reads a line as an opening fence; undefined when it is none (CommonMark 0.31, 4.5, but indented as one likes). */
export function fenceAt(line: string): Fence | undefined {
  if (line.length > longestLine) return undefined;
  const match = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
  const [, indent = '', mark, info = ''] = match ?? [];
  return mark === undefined ? undefined : { mark, indent, info: info.trim() };
}

/** Whether the beginning of a line may be, or become, a fence. */
export function mayBeFence(start: string): boolean {
  return start.length <= longestLine && /^[ \t]*(?:`{0,2}$|`{3}|~{0,2}$|~{3})/.test(start);
}

/** A fence that nothing in a text can close: longer than every run of backticks or tildes in it, and three at least. */
export function fenceAround(text: string): string {
  const longest = [...text.matchAll(/`{3,}|~{3,}/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  return '`'.repeat(longest + 1);
}

/** Whether a line closes a fence: as many marks or more, indented as the opening one, and no info string behind them. */
export function closesFence(line: string, { mark, indent }: Fence): boolean {
  if (line.length > longestLine || !line.startsWith(indent + mark)) return false;
  const rest = line.slice(indent.length).replace(new RegExp(`^\\${mark.charAt(0)}+`), '');
  // Models go on with a sentence behind the closing fence; a sole word or attributes are an info string.
  return rest.trim() === '' || (/^\s/.test(rest) && !/^\s+(?:[\w+#.-]*\w|\{.*|\S+ [\w-]+=.*)\s*$/.test(rest));
}

/** Whether it closes a fence that is indented deeper: what stands inside that one has its indentation too. */
function closesBefore(line: string, { mark, indent }: Fence): boolean {
  const found = fenceAt(line);
  return (
    found?.info === '' &&
    indent.startsWith(found.indent) &&
    closesFence(found.mark, { mark, indent: '', info: '' })
  );
}

/**
 * Reads the lines inside a fence one by one, until the one that closes it. A fence with an info string opens a block
 * inside, which the next closing line ends: text that holds code blocks is wrapped like any other. One with fewer marks
 * needs no care.
 */
export class FencedLines {
  private readonly open: Fence[];

  constructor(fence: Fence) {
    this.open = [fence];
  }

  /** Whether a block inside is open. */
  get isNested(): boolean {
    return this.open.length > 1;
  }

  /** Whether a line, without its line break, closes the fence. */
  closes(line: string): boolean {
    const last = this.open.at(-1);
    if (last && (closesFence(line, last) || (!this.isNested && closesBefore(line, last)))) {
      this.open.pop();
      return this.open.length === 0;
    }
    const fence = fenceAt(line);
    if (last && fence && fence.info !== '' && fence.mark.length >= last.mark.length) this.open.push(fence);
    return false;
  }
}
