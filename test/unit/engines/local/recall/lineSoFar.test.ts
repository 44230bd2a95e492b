import assert from 'node:assert/strict';
import { Encoder } from '../../../../../src/engines/local/recall/encoder';
import { LinesSoFar } from '../../../../../src/engines/local/recall/lineSoFar';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

const cases: readonly (readonly [string, number, boolean])[] = [
  ['', 0, false],
  ['a = b', 3, false],
  ['first line\n  b.c', 3, false],
  ['// words of a comment', 5, true],
  ['a = b; // why', 6, true],
  ['# words', 2, true],
  ['/**\n * words', 2, true],
  ['a * b', 3, false],
];

describe('the line so far', () => {
  for (const [text, within, comment] of cases) {
    it(`is told of ${JSON.stringify(text)}`, () => {
      const table = new SymbolTable();
      const symbols = Int32Array.from(new Encoder(table).encode(text, { tabs: false, unit: 2 }).symbols);
      assert.deepEqual(new LinesSoFar(table).of(symbols, symbols.length), { within, comment });
    });
  }
});
