import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ContextIndex } from '../../../../../src/engines/local/recall/contextIndex';
import { Encoder } from '../../../../../src/engines/local/recall/encoder';
import { free, Guesser, typedWord } from '../../../../../src/engines/local/recall/guesser';
import { sourcesOf } from '../../../../../src/engines/local/recall/sources';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';
import { likeliest, type Votes } from '../../../../../src/engines/local/recall/votes';
import type { Wanted } from '../../../../../src/engines/local/recall/wanted';

const table = new SymbolTable();
const encoder = new Encoder(table);

/** What is guessed behind a text that is all there is. */
function guess(text: string, wanted: Wanted = free): Votes {
  const symbols = Int32Array.from(encoder.encode(text, { tabs: false, unit: 2 }).symbols);
  const index = new ContextIndex(table, 8);
  index.beginSegment(1);
  for (const symbol of symbols) index.push(symbol);
  const before = {
    ...{ family: 1, history: symbols, length: symbols.length, grown: 0 },
    ...{ due: '', quoted: false, depth: 0 },
  };
  return new Guesser(table).guess(sourcesOf(index, undefined, undefined), before, wanted);
}

const best = (votes: Votes): string => table.text(likeliest(votes)?.symbol ?? 0);

describe('guesser', () => {
  it('knows what stood after the same', () => {
    assert.equal(best(guess('open(door); open(door); open(door); open(')), 'door');
  });

  it('knows words that stand anywhere by their beginning', () => {
    const votes = guess('const umbrella = 1;\nwhile (x) y();\n', typedWord(table, 'umb', 0));
    assert.deepEqual(
      votes.list.map(({ symbol, standing, recent }) => [table.text(symbol), standing, recent]),
      [['umbrella', 1, 1]],
    );
  });

  it('counts how often such a word stands', () => {
    const votes = guess('let total, tomato;\ntotal;\ntotal;\n(', typedWord(table, 'to', 0));
    const standing = new Map(votes.list.map(vote => [table.text(vote.symbol), vote.standing]));
    assert.deepEqual([standing.get('total'), standing.get('tomato')], [3, 1]);
  });

  const text = fc
    .array(fc.constantFrom('a', 'b', 'call', '(', ')', '{', '}', ';', '\n', ' ', '"', 'if', '12'), {
      maxLength: 60,
    })
    .map(parts => parts.join(''));

  it('gives chances of at most one together, whatever the text', () => {
    fc.assert(
      fc.property(text, code => {
        for (const wanted of [free, typedWord(table, 'ca', 0)]) {
          const { list } = guess(code, wanted);
          const sum = list.reduce((all, { chance }) => all + chance, 0);
          assert.ok(sum <= 1 + 1e-9 && list.every(({ chance }) => chance >= 0), String(sum));
          assert.equal(new Set(list.map(({ symbol }) => symbol)).size, list.length);
        }
      }),
    );
  });
});
