import type { Work } from './work';

/** After so many UTF-16 code units it says what it did: waiting costs more than a line. */
const unitsAtOnce = 4_000;

/** Where the lines of a text begin, to tell lines and their indentation without going through the text again. */
export class LineTable {
  private constructor(
    private readonly text: string,
    private readonly starts: readonly number[],
  ) {}

  /** Goes through a text once. */
  static async of(text: string, work: Work): Promise<LineTable> {
    const starts = [0];
    let told = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      starts.push(at + 1);
      if (at - told < unitsAtOnce) continue;
      await work.did((at - told) >> 4);
      told = at;
    }
    return new LineTable(text, starts);
  }

  /** The line of an offset, from 0. */
  lineOf(offset: number): number {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** How many blanks and tabs a line begins with, 40 at the most; Infinity for one that holds nothing else. */
  indentOf(line: number): number {
    const start = this.starts[line] ?? this.text.length;
    for (let at = start; at < start + 40; at++) {
      const char = this.text[at];
      if (char === ' ' || char === '\t') continue;
      return char === undefined || char === '\n' || char === '\r' ? Infinity : at - start;
    }
    return 40;
  }

  /** A function that says the smallest indentation of the lines between one line and another. Goes through each line once. */
  leastIndentFrom(from: number): (to: number) => number {
    const least = new Map([
      [1, [Infinity]],
      [-1, [Infinity]],
    ]);
    return to => {
      const step = Math.sign(to - from);
      const known = least.get(step) ?? [Infinity];
      const between = Math.max(0, Math.abs(to - from) - 1);
      while (known.length <= between) {
        known.push(Math.min(known.at(-1) ?? Infinity, this.indentOf(from + step * known.length)));
      }
      return known[between] ?? Infinity;
    };
  }
}
