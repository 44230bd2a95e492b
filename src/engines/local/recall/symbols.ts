import { isWord } from './lexer';
import { keywords } from './keywords';
import { Texts } from './texts';

/**
 * Tokens as numbers. A symbol is `id * 2 + bit`. For a token of text the bit says that a blank stands before it;
 * for a line break, that blank lines are in it. Contexts are compared by id alone, so spacing never breaks a
 * match, while predictions are of whole symbols, so spacing is predicted.
 */

/** Id of the mark between two texts; it is never predicted. */
export const boundaryId = 0;

/** Line breaks have ids below this; texts begin here. */
export const firstTextId = 160;

const maxUnits = 12;
const maxColumns = 60;
const firstUnitId = 1;
const firstColumnId = firstUnitId + 2 * maxUnits + 1;

/** How the indentation changes over a line break: by whole units of the file, or by columns that are none. */
export interface IndentChange {
  readonly units: number;
  readonly columns: number;
}

/** Symbol of a line break. Changes beyond the range (12 units, 60 columns) are clamped. */
export function lineBreakSymbol(change: IndentChange, blankLines: boolean): number {
  const id =
    change.columns === 0
      ? firstUnitId + maxUnits + clamp(change.units, maxUnits)
      : firstColumnId + maxColumns + clamp(change.columns, maxColumns);
  return id * 2 + (blankLines ? 1 : 0);
}

/** True if the symbol is a line break. */
export function isLineBreak(symbol: number): boolean {
  const id = symbol >> 1;
  return id >= firstUnitId && id < firstTextId;
}

/** The change of indentation of a line break symbol. */
export function indentChange(symbol: number): IndentChange {
  const id = symbol >> 1;
  if (id < firstColumnId) return { units: id - firstUnitId - maxUnits, columns: 0 };
  return { units: 0, columns: id - firstColumnId - maxColumns };
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

function kindOf(text: string): number {
  if (!isWord(text)) return 0;
  if (/^\d/.test(text)) return 3;
  return keywords.has(text) ? 2 : 1;
}

/** Shortest first word of a name that says something. */
const shortestHead = 3;

/** A hash of the first of the words that a name is made of; 0 for a single word. */
function headOf(text: string): number {
  const head = /^[_$]*([A-Z]?[a-z]+)(?=[A-Z_])/.exec(text)?.[1]?.toLowerCase();
  if (head === undefined || head.length < shortestHead) return 0;
  let hash = 1;
  for (let at = 0; at < head.length; at++) hash = Math.imul(hash ^ head.charCodeAt(at), 0x9e3779b1);
  return hash || 1;
}

/** Interns token texts; one table serves all indexes of an engine, so that their symbols can be compared. */
export class SymbolTable {
  private readonly texts = new Texts();
  /** By id less `firstTextId`: 1 for names, 2 for other words (keywords), 3 for numbers, 0 for the rest. */
  private kinds = new Uint8Array(4096);
  /**
   * For completing a word of which only the start is there: of each text the one seen before it that has the same first
   * two characters, -1 when there is none, and the last one by these characters.
   */
  private alike = new Int32Array(4096);
  private readonly lastAlike = new Map<number, number>();
  /** By id less `firstTextId`: the hash of what a name of several words begins with, 0 for others. */
  private heads = new Int32Array(4096);

  /** How many texts are known. */
  get size(): number {
    return this.texts.size;
  }

  /** Id of a token's text; a new one if it was never seen. */
  id(text: string): number {
    return this.idOfPart(text, 0, text.length);
  }

  /** Id of a token that is a part of a text; a new one if it was never seen. */
  idOfPart(text: string, from: number, to: number): number {
    const { texts } = this;
    const before = texts.size;
    const number = texts.add(text, from, to);
    if (texts.size === before) return firstTextId + number;
    if (number === this.kinds.length) {
      const kinds = new Uint8Array(number * 2);
      kinds.set(this.kinds);
      this.kinds = kinds;
      const alike = new Int32Array(number * 2);
      alike.set(this.alike);
      this.alike = alike;
      const heads = new Int32Array(number * 2);
      heads.set(this.heads);
      this.heads = heads;
    }
    const own = text.slice(from, to);
    this.kinds[number] = kindOf(own);
    this.heads[number] = headOf(own);
    this.alike[number] = -1;
    if (to - from > 2) {
      const start = text.charCodeAt(from) * 65536 + text.charCodeAt(from + 1);
      this.alike[number] = this.lastAlike.get(start) ?? -1;
      this.lastAlike.set(start, number);
    }
    return firstTextId + number;
  }

  /** Id of a text that was seen before; undefined if it was not. */
  known(text: string): number | undefined {
    const number = this.texts.find(text, 0, text.length);
    return number < 0 ? undefined : firstTextId + number;
  }

  /** True if the id is that of a word that is no keyword. */
  isName(id: number): boolean {
    return this.kinds[id - firstTextId] === 1;
  }

  /** Whether two names are made of several words of which the first is the same: `totalPrice` and `total_weight`. */
  areKin(id: number, other: number): boolean {
    const head = this.heads[id - firstTextId] ?? 0;
    return head !== 0 && head === this.heads[other - firstTextId];
  }

  /** A hash of the last of the words that a name of several words is made of; 0 for others. */
  tail(id: number): number {
    if (!this.isName(id)) return 0;
    const text = this.text(id * 2);
    const word = /(?:[A-Z][a-z]+|[a-z]+|[A-Z]+)\d*$/.exec(text)?.[0].toLowerCase();
    if (word === undefined || word.length === text.length) return 0;
    let hash = 1;
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x9e3779b1);
    return hash;
  }

  /** What a text is: 0 for names, 1 for keywords, 3 for numbers, 4 for the rest. */
  kind(id: number): number {
    const kind = this.kinds[id - firstTextId] ?? 0;
    return kind === 1 ? 0 : kind === 2 ? 1 : kind === 3 ? 3 : 4;
  }

  /** The id, but one and the same number for all names: what is left when names are taken away. */
  shape(id: number): number {
    return this.kinds[id - firstTextId] === 1 ? 1 : id;
  }

  /** Text of a symbol without its blank; empty for line breaks and the boundary. */
  text(symbol: number): string {
    return this.texts.text((symbol >> 1) - firstTextId);
  }

  /** Ids of at most so many texts longer than `start` (two characters at least) that begin with it, newest first. */
  startingWith(start: string, most: number): number[] {
    const { texts } = this;
    const found: number[] = [];
    if (start.length < 2) return found;
    let number = this.lastAlike.get(start.charCodeAt(0) * 65536 + start.charCodeAt(1)) ?? -1;
    for (; number >= 0 && found.length < most; number = this.alike[number] ?? -1)
      if (texts.lengthOf(number) > start.length && texts.startsWith(number, start))
        found.push(firstTextId + number);
    return found;
  }
}
