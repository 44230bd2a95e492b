import { isWord } from './lexer';
import { keywords } from './keywords';
import { ownCopy } from './ownCopy';

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

/** Interns token texts; one table serves all indexes of an engine, so that their symbols can be compared. */
export class SymbolTable {
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [];
  /** By id less `firstTextId`: 1 for names, 2 for other words (keywords), 0 for the rest. */
  private kinds = new Uint8Array(4096);
  /** Ids of words by their first two characters, for completing a word of which only the start is there. */
  private readonly byStart = new Map<string, number[]>();

  /** How many texts are known. */
  get size(): number {
    return this.texts.length;
  }

  /** Id of a token's text; a new one if it was never seen. */
  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = firstTextId + this.texts.length;
    const own = ownCopy(text);
    this.ids.set(own, id);
    this.texts.push(own);
    if (this.texts.length > this.kinds.length) {
      const kinds = new Uint8Array(this.kinds.length * 2);
      kinds.set(this.kinds);
      this.kinds = kinds;
    }
    this.kinds[id - firstTextId] = !isWord(own) || /^\d/.test(own) ? 0 : keywords.has(own) ? 2 : 1;
    if (text.length > 2) {
      const start = text.slice(0, 2);
      const list = this.byStart.get(start);
      if (list) list.push(id);
      else this.byStart.set(start, [id]);
    }
    return id;
  }

  /** Id of a text that was seen before; undefined if it was not. */
  known(text: string): number | undefined {
    return this.ids.get(text);
  }

  /** True if the id is that of a word that is no keyword. */
  isName(id: number): boolean {
    return this.kinds[id - firstTextId] === 1;
  }

  /** The id, but one and the same number for all names: what is left when names are taken away. */
  shape(id: number): number {
    return this.kinds[id - firstTextId] === 1 ? 1 : id;
  }

  /** Text of a symbol without its blank; empty for line breaks and the boundary. */
  text(symbol: number): string {
    return this.texts[(symbol >> 1) - firstTextId] ?? '';
  }

  /** Ids of texts longer than `start` (two characters at least) that begin with it, oldest first. */
  startingWith(start: string): number[] {
    if (start.length < 2) return [];
    return (this.byStart.get(start.slice(0, 2)) ?? []).filter(id => {
      const text = this.texts[id - firstTextId];
      return text !== undefined && text.length > start.length && text.startsWith(start);
    });
  }
}
