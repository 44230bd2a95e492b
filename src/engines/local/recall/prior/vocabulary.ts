import { isWord } from '../lexer';
import { firstTextId, type SymbolTable } from '../symbols';

/**
 * The words that the prior knows, as numbers of its own: line breaks keep the ids they have in each table, then come the
 * classes that everything unknown falls into, then the texts of the vocabulary.
 */

/** Number of the first class. */
export const firstClass = firstTextId;

/** Classes of unknown texts: names by how they begin, CONSTANTS, numbers, the rest. */
export const classCount = 5;

/** Number of the first text. */
export const firstPriorText = firstClass + classCount;

/** The texts and symbols of a prior; `reader` translates those of a table. */
export class PriorVocabulary {
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly targets: ReadonlyMap<number, number>;
  private readonly byStart = new Map<string, number[]>();

  /**
   * `texts`: in the order of their numbers. `symbols`: what can be predicted, each a number times two and a bit for the
   * blank before it; the first one is target 1.
   */
  constructor(
    readonly texts: readonly string[],
    readonly symbols: readonly number[],
  ) {
    this.numbers = new Map(texts.map((text, at) => [text, firstPriorText + at]));
    this.targets = new Map(symbols.map((symbol, at) => [symbol, at + 1]));
    for (const [at, text] of texts.entries()) {
      if (text.length < 3 || !isWord(text)) continue;
      const start = text.slice(0, 2);
      const known = this.byStart.get(start);
      if (known) known.push(firstPriorText + at);
      else this.byStart.set(start, [firstPriorText + at]);
    }
  }

  /** Numbers of the texts that begin with a text of two characters at least and are longer, the most usual first. */
  startingWith(start: string): readonly number[] {
    const among = this.byStart.get(start.slice(0, 2)) ?? [];
    return among.filter(number => {
      const text = this.texts[number - firstPriorText] ?? '';
      return text.length > start.length && text.startsWith(start);
    });
  }

  /** Translates the symbols of a table. */
  reader(table: SymbolTable): PriorReader {
    return new PriorReader(table, this.numbers, this.targets);
  }
}

/** Translates symbols of a table into those of a prior, each text once. */
export class PriorReader {
  /** By id of the table: the number, -1 when it was not asked for yet. */
  private known = new Int32Array(4096).fill(-1);

  constructor(
    private readonly table: SymbolTable,
    private readonly numbers: ReadonlyMap<string, number>,
    private readonly targets: ReadonlyMap<number, number>,
  ) {}

  /** What a symbol is in a context: blanks do not count. */
  context(symbol: number): number {
    const id = symbol >> 1;
    if (id < firstTextId) return id;
    if (id >= this.known.length) {
      const wider = new Int32Array(2 * id).fill(-1);
      wider.set(this.known);
      this.known = wider;
    }
    const known = this.known[id] ?? -1;
    if (known >= 0) return known;
    const text = this.table.text(symbol);
    return (this.known[id] = this.numbers.get(text) ?? firstClass + classOf(text, this.table.kind(id)));
  }

  /** The target that a symbol is, 0 for none. */
  target(symbol: number): number {
    return this.targets.get(this.context(symbol) * 2 + (symbol & 1)) ?? 0;
  }
}

function classOf(text: string, kind: number): number {
  if (kind === 3) return 3;
  if (kind !== 0) return 4;
  if (/^[A-Z][A-Z0-9_]+$/.test(text)) return 2;
  return /^[A-Z]/.test(text) ? 1 : 0;
}
