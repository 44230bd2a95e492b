import { indentOf } from '../common/code/indent';
import { isWritten } from './lines';

/** So many lines in the other style are waited for at most, before they are taken for the style of the answer. */
const mostHeld = 40;

/** How a line begins that is indented with tabs, or with spaces: one alone is that of a comment's lines. */
type Style = '\t' | '  ';
const styles: readonly Style[] = ['\t', '  '];

/**
 * Brings an answer into the style in which the lines it replaces are indented, where all of it uses the other one: tabs
 * for spaces, or spaces for tabs. Lines keep their line breaks. An answer that uses the style of the old lines anywhere
 * is not touched, nor is one for lines that use both or none.
 *
 * Lines are held back only when the first one that is indented has the other style.
 */
export class IndentConverter {
  private readonly own: Style | undefined;
  private state: 'open' | 'holding' | 'converting' | 'off' = 'open';
  private readonly held: string[] = [];
  /** The first line of the answer that is not blank; empty until it is there. */
  private first = '';
  /** Columns of one tab. */
  private step = 4;

  /**
   * @param old the lines that are rewritten
   * @param keepsTabs whether tabs mean something: they do in Makefiles
   */
  constructor(
    private readonly old: readonly string[],
    keepsTabs = false,
  ) {
    const used = new Set(old.flatMap(line => styleOf(line) ?? []));
    const [own] = used;
    this.own = used.size === 1 && !(keepsTabs && own === '  ') ? own : undefined;
    if (this.own === undefined) this.state = 'off';
  }

  /** Takes whole lines of the answer; returns those that can go on. */
  push(lines: readonly string[]): readonly string[] {
    return lines.flatMap(line => this.take(line));
  }

  /** The answer is over: what was held back. */
  end(): string[] {
    return this.convertHeld();
  }

  private take(line: string): string[] {
    if (this.first === '' && isWritten(line)) this.first = line;
    if (this.state === 'converting') return [this.converted(line)];
    const style = styleOf(line);
    if (style === this.own) {
      this.state = 'off';
      return [...this.held.splice(0), line];
    }
    if (this.state === 'off' || (this.state === 'open' && style === undefined)) return [line];
    this.state = 'holding';
    this.held.push(line);
    return this.held.length < mostHeld ? [] : this.convertHeld();
  }

  private convertHeld(): string[] {
    this.state = 'converting';
    // What has gone on before was not indented.
    const answer = [...(styleOf(this.first) === undefined ? [0] : []), ...widthsOf(this.held)];
    this.step = this.stepOfFirst() ?? commonStep(this.own === '  ' ? widthsOf(this.old) : answer);
    return this.held.splice(0).map(line => this.converted(line));
  }

  /** The first lines stand at the same place. */
  private stepOfFirst(): number | undefined {
    const [answer, old] = [widthOf(this.first), widthOf(this.old.find(isWritten) ?? '')];
    const [columns, tabs] = this.own === '  ' ? [old, answer] : [answer, old];
    const step = columns / tabs;
    return Number.isInteger(step) && step > 1 && step <= 8 ? step : undefined;
  }

  private converted(line: string): string {
    if (!isWritten(line)) return line;
    const indent = indentOf(line);
    const rest = line.slice(indent.length);
    if (this.own === '  ') return indent.replace(/^\t+/, tabs => ' '.repeat(tabs.length * this.step)) + rest;
    const tabs = Math.floor(indent.search(/[^ ]|$/) / this.step);
    return '\t'.repeat(tabs) + indent.slice(tabs * this.step) + rest;
  }
}

function styleOf(line: string): Style | undefined {
  return isWritten(line) ? styles.find(style => line.startsWith(style)) : undefined;
}

/** By how many characters lines that are not blank are indented: all tabs, or all spaces. */
function widthsOf(lines: readonly string[]): number[] {
  return lines.filter(isWritten).map(widthOf);
}

function widthOf(line: string): number {
  return line.search(/[^\t]|$/) || line.search(/[^ ]|$/);
}

/** The step by which lines are most often indented further than the line above, of two the smaller; else as it is usual. */
function commonStep(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const [index, width] of widths.entries()) {
    const step = width - (widths[index - 1] ?? width);
    if (step >= 2 && step <= 8) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  return best?.[0] ?? widths.reduce((least, width) => (width > 1 ? Math.min(least, width) : least), 4);
}
