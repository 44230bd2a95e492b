import { indentOf } from '../common/code/indent';
import { isWritten } from './lines';

/**
 * Gives an answer the indentation of the lines it replaces, where the model left it out. Lines have no line break or
 * keep it; white space counts to the letter.
 *
 * The rule: what all old lines that are not blank begin with is the region's indentation. If the first line of the
 * answer lacks exactly that, every line of the answer gets it that is not blank; if the next line shows that only the
 * first one lacks it (a model that trims its answer), only the first one gets it. An answer that begins as the old
 * lines do, or in any other way, is not touched.
 *
 * At most one line that is not blank is held back, and only when the first one lacks its indentation.
 */
export class IndentRestorer {
  /** Indentation of the region. */
  private readonly common: string;
  /** Indentation of the first old line that is not blank. */
  private readonly first: string;
  private held: string[] | undefined = [];
  private added = '';

  /** @param old the lines that are rewritten */
  constructor(old: readonly string[]) {
    this.first = indentOf(old.find(isWritten) ?? '');
    let common = this.first;
    for (const line of old) {
      if (isWritten(line)) common = commonStart(common, indentOf(line));
    }
    this.common = common;
  }

  /** Takes whole lines of the answer; returns those that can go on. */
  push(lines: readonly string[]): string[] {
    return lines.flatMap(line => this.take(line));
  }

  /** The answer is over: what was held back. */
  end(): string[] {
    const { held } = this;
    this.held = undefined;
    return (held ?? []).map(line => indented(line, this.common));
  }

  private take(line: string): string[] {
    const { held } = this;
    if (!held) return [indented(line, this.added)];
    if (!isWritten(line)) {
      if (held.length === 0) return [line];
      held.push(line);
      return [];
    }
    const [beginning, ...blank] = held;
    if (beginning === undefined) {
      if (this.common !== '' && this.common + indentOf(line) === this.first) {
        held.push(line);
        return [];
      }
      this.held = undefined;
      return [line];
    }
    this.held = undefined;
    if (!this.isInPlace(line, beginning)) this.added = this.common;
    return [indented(beginning, this.common), ...blank, indented(line, this.added)];
  }

  /** Whether the second line stands where it belongs: as deep as the old first line, deeper behind an opening one. */
  private isInPlace(second: string, beginning: string): boolean {
    const indent = indentOf(second);
    const isOpening = /[{([:]\s*$/.test(beginning);
    return indent.startsWith(this.first) && (!isOpening || indent.length > this.first.length);
  }
}

function indented(line: string, by: string): string {
  return isWritten(line) ? by + line : line;
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
