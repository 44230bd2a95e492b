import { indentChange, isLineBreak, type SymbolTable } from '../symbols';

/** Texts that stand in almost every file: what they are counts, not only where they were seen. */
const common =
  '( ) . , = ; : { } [ ] \' " ` => -> :: == === + - * / < > ! ? & | @ # // return if const self def function import'.split(
    ' ',
  );

/** How many there are, with four kinds of line breaks: as deep, deeper, one less deep, the rest. */
export const identityCount = common.length + 4;

/** Tells the symbols of a table that stand in almost every file. */
export class Identities {
  private readonly numbers: ReadonlyMap<number, number>;

  constructor(table: SymbolTable) {
    this.numbers = new Map(common.map((text, at) => [table.id(text), at]));
  }

  /** Which one a symbol is, -1 for none. */
  of(symbol: number): number {
    if (!isLineBreak(symbol)) return this.numbers.get(symbol >> 1) ?? -1;
    const { units, columns } = indentChange(symbol);
    const kind = columns !== 0 ? 3 : units === 0 ? 0 : units > 0 ? 1 : units === -1 ? 2 : 3;
    return common.length + kind;
  }
}
