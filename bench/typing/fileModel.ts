import { hash } from '../support/random';
import type { SourceFile } from './corpus';

/** A word, a number or a sign of a file, or white space. */
interface Token {
  readonly from: number;
  readonly text: string;
  /** What the model says instead of it, if it cannot foresee it. */
  readonly instead: string | undefined;
}

/** How many lines an answer has, and how often. */
const lengths: readonly (readonly [lines: number, share: number])[] = [
  [1, 0.5],
  [2, 0.18],
  [3, 0.12],
  [5, 0.12],
  [8, 0.08],
];

/** A model that knows a file: all of it, or all but some tokens. */
export class FileModel {
  private readonly tokens: readonly Token[];

  /**
   * @param surprising share of the file's tokens, always the same ones, that it does not foresee: until two characters
   * of such a token are typed it says another word of the file there, and goes on from it
   */
  constructor(
    private readonly file: SourceFile,
    surprising = 0,
  ) {
    const words = [...new Set(file.text.match(/[A-Za-z_]\w{2,}/g))];
    this.tokens = [...file.text.matchAll(/\w+|\s+|[^\w\s]/g)].map(({ 0: text, index }) => {
      const luck = hash(`${file.name} ${index}`);
      const known = !/\S/.test(text) || luck / 2 ** 32 >= surprising || words.length < 2;
      const other = words[luck % words.length];
      const instead = other === text ? words[(luck + 1) % words.length] : other;
      return { from: index, text, instead: known ? undefined : instead };
    });
  }

  /** What it says at an offset of the file when everything before it was typed as it stands there. */
  answerAt(offset: number): string {
    let text = '';
    for (const { from, text: right, instead } of this.tokens) {
      const end = from + right.length;
      if (end <= offset) continue;
      const typed = Math.max(0, offset - from);
      text += instead !== undefined && typed < Math.min(2, right.length) ? instead : right.slice(typed);
      if (text.length > 1200) break;
    }
    return firstLines(text, this.linesAt(offset));
  }

  /** How much it writes in one go, the same for all places of one line. */
  private linesAt(offset: number): number {
    const line = this.file.text.lastIndexOf('\n', offset - 1);
    let luck = hash(`${this.file.name} line ${line}`) / 2 ** 32;
    for (const [lines, share] of lengths) if ((luck -= share) < 0) return lines;
    return 1;
  }
}

/** The rest of the line and further ones, up to `count` lines with something in them. */
function firstLines(text: string, count: number): string {
  let end = 0;
  for (let lines = 0; lines < count && end < text.length;) {
    const brk = text.indexOf('\n', end);
    const stop = brk < 0 ? text.length : brk;
    if (text.slice(end, stop).trim() !== '') lines++;
    end = stop + 1;
  }
  return text.slice(0, Math.max(0, end - 1));
}
