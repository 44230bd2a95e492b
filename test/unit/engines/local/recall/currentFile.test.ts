import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CurrentFile } from '../../../../../src/engines/local/recall/currentFile';
import { orders } from '../../../../../src/engines/local/recall/contextIndex';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

const table = new SymbolTable();
const symbol = fc.constantFrom(...['x', 'y', '+', ';'].map(text => table.id(text) * 2));
const halves = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.array(symbol), fc.array(symbol));

function state(file: CurrentFile): unknown {
  const { index } = file;
  const end = index.symbols.slice(Math.max(0, index.length - 9), index.length);
  return {
    symbols: [...index.symbols.slice(0, index.length)],
    previous: index.previous.map(list => [...list.slice(0, index.length)]),
    newest: orders.map((_, order) => index.newest(order, index.families[0] ?? 0, end, end.length - 1)),
  };
}

describe('current file', () => {
  it('is the same after any updates as when built at once', () => {
    fc.assert(
      fc.property(fc.array(halves, { minLength: 1, maxLength: 6 }), updates => {
        const file = new CurrentFile(table);
        for (const [family, before, behind] of updates) file.update(family, before, behind);
        const fresh = new CurrentFile(table);
        const [family, before, behind] = updates.at(-1) ?? [0, [], []];
        fresh.update(family, before, behind);
        assert.deepEqual(state(file), state(fresh));
      }),
    );
  });
});
