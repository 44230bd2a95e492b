import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ContextIndex, orders } from '../../../../../src/engines/local/recall/contextIndex';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

const table = new SymbolTable();
const letters = ['a', 'b', 'c', '(', ')'].map(text => table.id(text) * 2);
const symbol = fc.constantFrom(...letters);

function indexOf(symbols: readonly number[]): ContextIndex {
  const index = new ContextIndex(table, 8, 4);
  index.beginSegment(1);
  for (const each of symbols) index.push(each);
  return index;
}

/** All positions that a look-up leads to, by order. */
function chains(index: ContextIndex, history: readonly number[]): number[][] {
  return orders.map((_, order) => {
    const found: number[] = [];
    let at = index.newest(order, 1, Int32Array.from(history), history.length - 1);
    for (; at >= 0; at = index.previous[order]?.[at] ?? -1) found.push(at);
    return found;
  });
}

describe('context index', () => {
  it('leads to every earlier place of a context, newest first', () => {
    fc.assert(
      fc.property(
        fc.array(symbol, { maxLength: 60 }),
        fc.array(symbol, { minLength: 1, maxLength: 8 }),
        (text, end) => {
          const found = chains(indexOf(text), end);
          orders.forEach(({ length, shape }, order) => {
            if (shape || end.length < length) return;
            const context = end.slice(-length).join();
            const expected = text.flatMap((_, at) =>
              at + 1 >= length && text.slice(at + 1 - length, at + 1).join() === context ? [at] : [],
            );
            const verified = (found[order] ?? []).filter(at => expected.includes(at));
            assert.deepEqual(verified, expected.reverse());
          });
        },
      ),
    );
  });

  it('finds a place of the same shape under other names', () => {
    const [a = 0, b = 0, c = 0, open = 0, close = 0] = letters;
    const found = chains(indexOf([a, open, b, close]), [c, open, a, close]);
    assert.deepEqual(found.at(-1), [3]);
  });

  it('is after taking back what it was before', () => {
    fc.assert(
      fc.property(
        fc.array(symbol),
        fc.array(symbol),
        fc.array(symbol, { minLength: 1 }),
        (kept, gone, end) => {
          const index = indexOf([...kept, ...gone]);
          index.truncate(kept.length);
          assert.deepEqual(chains(index, end), chains(indexOf(kept), end));
        },
      ),
    );
  });
});
