import assert from 'node:assert/strict';
import { Encoder } from '../../../../../../src/engines/local/recall/encoder';
import { familyOf } from '../../../../../../src/engines/local/recall/families';
import { free, typedWord } from '../../../../../../src/engines/local/recall/guesser';
import { Prior } from '../../../../../../src/engines/local/recall/prior/prior';
import { SymbolTable } from '../../../../../../src/engines/local/recall/symbols';
import { VoteList } from '../../../../../../src/engines/local/recall/votes';
import { shippedPrior } from '../../../../../../src/engines/local/shippedPriors';
import type { Wanted } from '../../../../../../src/engines/local/recall/wanted';

/** Texts that the shipped prior of a language votes for behind a text, the likeliest first. */
function says(
  language: string,
  text: string,
  wantedOf: (table: SymbolTable) => Wanted = () => free,
): string[] {
  const data = shippedPrior(familyOf(language, ''));
  assert.ok(data);
  const table = new SymbolTable();
  const { symbols } = new Encoder(table).encode(text, { tabs: false, unit: 2 });
  const votes = new VoteList();
  new Prior(table, data).add(votes, Int32Array.from(symbols), symbols.length, wantedOf(table));
  return [...votes.list]
    .sort((one, other) => other.prior - one.prior)
    .map(({ symbol }) => table.text(symbol));
}

describe('the shipped priors', () => {
  it('know what goes without saying in a language', () => {
    assert.ok(says('javascript', 'if (typeof value ===').includes("'"));
    assert.ok(says('typescript', 'export').includes('const'));
    assert.equal(says('python', 'def __init__(')[0], 'self');
    assert.equal(says('python', 'for i in range')[0], '(');
  });

  it('complete words of the language that stand nowhere', () => {
    assert.ok(says('python', '', table => typedWord(table, 'Not', 0)).includes('NotImplementedError'));
    assert.ok(says('javascript', '', table => typedWord(table, 'inst', 0)).includes('instanceof'));
  });

  it('are none for other languages', () => {
    assert.equal(shippedPrior(familyOf('go', '')), undefined);
  });
});
