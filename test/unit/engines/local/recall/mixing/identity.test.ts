import assert from 'node:assert/strict';
import { Identities, identityCount } from '../../../../../../src/engines/local/recall/mixing/identity';
import { lineBreakSymbol, SymbolTable } from '../../../../../../src/engines/local/recall/symbols';

describe('identities', () => {
  const table = new SymbolTable();
  const identities = new Identities(table);
  const of = (text: string): number => identities.of(table.id(text) * 2);
  const ofBreak = (units: number, columns = 0): number =>
    identities.of(lineBreakSymbol({ units, columns }, false));

  it('are those of what stands in almost every file, each its own', () => {
    assert.notEqual(of('('), of(')'));
    assert.equal(identities.of(table.id('(') * 2 + 1), of('('));
    assert.equal(of('someName'), -1);
  });

  it('tell line breaks by where the next line begins', () => {
    const kinds = [ofBreak(0), ofBreak(1), ofBreak(-1), ofBreak(-2)];
    assert.equal(new Set(kinds).size, 4);
    assert.equal(ofBreak(0, 3), ofBreak(-3));
    assert.ok(Math.max(...kinds) < identityCount);
  });
});
