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
  const match = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
  const [, indent = '', mark, info = ''] = match ?? [];
  return mark === undefined ? undefined : { mark, indent, info: info.trim() };
}

/** Whether a line closes a fence: as many marks or more, indented as the opening one, and nothing right behind them. */
export function closesFence(line: string, { mark, indent }: Fence): boolean {
  if (!line.startsWith(indent + mark)) return false;
  const rest = line.slice(indent.length).replace(new RegExp(`^\\${mark.charAt(0)}+`), '');
  // Models go on with a sentence behind the closing fence.
  return rest === '' || /^\s/.test(rest);
}

/**
 * Reads the lines inside a fence one by one, until the one that closes it. A fence with an info string opens a block
 * inside, which the next closing line ends: text that holds code blocks is wrapped like any other.
 */
export class FencedLines {
  private readonly open: Fence[];

  constructor(fence: Fence) {
    this.open = [fence];
  }

  /** Whether a line, without its line break, closes the fence. */
  closes(line: string): boolean {
    const last = this.open.at(-1);
    if (last && closesFence(line, last)) {
      this.open.pop();
      return this.open.length === 0;
    }
    const fence = fenceAt(line);
    if (fence && fence.info !== '') this.open.push(fence);
    return false;
  }
}
