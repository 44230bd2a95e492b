import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orders } from '../../../../../src/engines/local/recall/contextIndex';
import { SortedIndex } from '../../../../../src/engines/local/recall/sortedIndex';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

const table = new SymbolTable();
const letters = ['a', 'b', 'c', '(', ')'].map(text => table.id(text) * 2);
const segment = fc.array(fc.constantFrom(...letters), { maxLength: 60 });
const most = 4000;

/** Builds an index of segments that is sorted after each of those whose flag says so. */
function indexOf(segments: readonly (readonly [symbols: readonly number[], sorted: boolean])[]): SortedIndex {
  const index = new SortedIndex(table, 4, new Set());
  segments.forEach(([symbols, sorted], at) => {
    index.add(at, Int32Array.from(symbols), 0, symbols.length);
    if (sorted) for (const step of index.sort()) void step;
  });
  for (const step of index.sort()) void step;
  return index;
}

/** Places that are found for a context, in order of their places. */
function found(index: SortedIndex, order: number, context: readonly number[]): number[] {
  const places = new Int32Array(most);
  const count = index.places(order, 1, Int32Array.from(context), context.length - 1, most, places);
  return [...places.subarray(0, count)].sort((a, b) => a - b);
}

describe('sorted index', () => {
  it('finds every place of a context, however it was sorted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(segment, fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom(...letters), { minLength: 7, maxLength: 9 }),
        (segments, context) => {
          const index = indexOf(segments);
          const whole = segments.flatMap(([symbols]) => [0, ...symbols]);
          assert.deepEqual([...index.symbols.subarray(0, index.length)], whole);
          orders.forEach(({ length, shape }, order) => {
            if (shape) return;
            const end = context.slice(-length).join();
            const expected = whole.flatMap((_, at) =>
              at + 1 >= length && whole.slice(at + 1 - length, at + 1).join() === end ? [at] : [],
            );
            const places = found(index, order, context);
            assert.equal(new Set(places).size, places.length);
            for (const at of expected) assert.ok(places.includes(at), `${length}: ${at}`);
          });
        },
      ),
    );
  });

  it('spreads what it gives over all there is', () => {
    const [a = 0, b = 0] = letters;
    const index = indexOf([[Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? a : b)), false]]);
    const places = new Int32Array(4);
    const order = orders.findIndex(({ length }) => length === 1);
    assert.equal(index.places(order, 1, Int32Array.of(a), 0, 4, places), 4);
    assert.equal(new Set(places).size, 4);
  });

  it('sorts long runs of one text as short ones', () => {
    const [a = 0, b = 0, c = 0] = letters;
    const symbols = Array.from({ length: 40_000 }, (_, at) => (at === 31_000 ? b : a));
    const index = indexOf([[symbols, false]]);
    const order = orders.findIndex(({ length }) => length === 2);
    assert.deepEqual(found(index, order, [b, a]), [31_002]);
    assert.deepEqual(found(index, order, [c, a]), []);
  });

  it('knows the segment of a place', () => {
    const [a = 0] = letters;
    const index = indexOf([
      [[a, a], true],
      [[], false],
      [[a], true],
    ]);
    const segments = Array.from({ length: index.length }, (_, at) => index.segmentOf(at));
    assert.deepEqual(segments, [0, 0, 0, 1, 2, 2]);
  });
});
