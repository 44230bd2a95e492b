import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Encoder } from '../../../../../../src/engines/local/recall/encoder';
import { GapContexts, GapCounts, gapKinds } from '../../../../../../src/engines/local/recall/mixing/gaps';
import { SymbolTable } from '../../../../../../src/engines/local/recall/symbols';

const table = new SymbolTable();
const contexts = new GapContexts(table);
const encoder = new Encoder(table);

function symbolsOf(text: string): Int32Array {
  return Int32Array.from(encoder.encode(text, { tabs: false, unit: 2 }).symbols);
}

function hashesAt(text: string): number[] {
  const hashes = new Int32Array(gapKinds);
  const symbols = symbolsOf(text);
  contexts.write(symbols, symbols.length, hashes);
  return [...hashes];
}

/** Which kinds of contexts two places have in common. */
function common(one: string, other: string): number[] {
  const others = hashesAt(other);
  return hashesAt(one).flatMap((hash, kind) => (hash !== 0 && hash === others[kind] ? [kind] : []));
}

describe('contexts with gaps', () => {
  it('see the same two names apart from each other', () => {
    assert.deepEqual(common('a = b.c', 'a = b.d').slice(0, 2), [0, 1]);
  });

  it('see the beginning of a line with the end of what stands there', () => {
    assert.ok(common('return many + words - x.', 'return y.').includes(2));
    assert.ok(!common('return many + words - x.', 'throw y.').includes(2));
  });

  it('see whose argument it is, and which one', () => {
    assert.ok(common('f(g(1, 2), ', 'f(x, ').includes(3));
    assert.ok(!common('f(x, ', 'f(x, y, ').includes(3));
    assert.ok(!common('f(x, ', 'g(x, ').includes(3));
  });

  it('see what stands above', () => {
    assert.ok(common('x: 1,\ny:', 'z: 1,\ny:').includes(4));
  });

  it('see the last word of a name', () => {
    assert.ok(common('a.firstNode', 'a.lastNode').includes(5));
    assert.ok(!common('a.firstNode', 'a.lastName').includes(5));
  });
});

describe('counts of what follows contexts with gaps', () => {
  const text = fc
    .array(fc.constantFrom('a', 'bTotal', 'cTotal', '(', ')', ',', ';', '\n', ' ', '.'), { maxLength: 50 })
    .map(parts => parts.join(''));

  it('are as before when what was counted is taken back, whatever it was', () => {
    fc.assert(
      fc.property(text, text, (kept, taken) => {
        const counts = new GapCounts(contexts, 10);
        const once = new GapCounts(contexts, 10);
        const symbols = symbolsOf(kept + taken);
        const end = Math.min(symbolsOf(kept).length, symbols.length);
        for (let at = 0; at < symbols.length; at++) counts.count(symbols, at, 1);
        for (let at = symbols.length - 1; at >= end; at--) counts.count(symbols, at, -1);
        for (let at = 0; at < end; at++) once.count(symbols, at, 1);
        for (let hash = 0; hash < 1024; hash++) assert.equal(counts.all(hash), once.all(hash));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('say how often something followed', () => {
    const counts = new GapCounts(contexts, 18);
    const symbols = symbolsOf('f(x, one); f(x, two); f(x, one);');
    for (let at = 0; at < symbols.length; at++) counts.count(symbols, at, 1);
    const [, , , argument = 0] = hashesAt('f(x, ');
    assert.deepEqual(
      [counts.all(argument), counts.of(argument, table.id('one')), counts.of(argument, table.id('two'))],
      [3, 2, 1],
    );
  });
});
