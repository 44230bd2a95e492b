import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  firstTextId,
  indentChange,
  isLineBreak,
  lineBreakSymbol,
  SymbolTable,
} from '../../../../../src/engines/local/recall/symbols';

describe('symbols', () => {
  it('keep the change of indentation of a line break', () => {
    fc.assert(
      fc.property(fc.integer({ min: -12, max: 12 }), fc.boolean(), (units, blankLines) => {
        const symbol = lineBreakSymbol({ units, columns: 0 }, blankLines);
        assert.deepEqual(indentChange(symbol), { units, columns: 0 });
        assert.equal(isLineBreak(symbol), true);
        assert.equal(symbol & 1, blankLines ? 1 : 0);
      }),
    );
    assert.deepEqual(indentChange(lineBreakSymbol({ units: 0, columns: -7 }, false)), {
      units: 0,
      columns: -7,
    });
  });

  it('clamp what is out of range without touching other symbols', () => {
    for (const columns of [-1000, 1000]) {
      const symbol = lineBreakSymbol({ units: 0, columns }, true);
      assert.ok(isLineBreak(symbol) && symbol >> 1 < firstTextId);
    }
  });

  it('give the same text the same id and back', () => {
    const table = new SymbolTable();
    const id = table.id('a_long_enough_identifier');
    assert.equal(table.id('a_long_enough_identifier'), id);
    assert.notEqual(table.id('other'), id);
    assert.equal(table.text(id * 2 + 1), 'a_long_enough_identifier');
    assert.equal(table.known('unseen'), undefined);
    assert.equal(isLineBreak(id * 2), false);
  });

  it('tell names from keywords and the rest, and forget names in shapes only', () => {
    const table = new SymbolTable();
    const [name, other, keyword, operator] = ['cart', 'line', 'return', '=>'].map(text => table.id(text));
    assert.ok(name !== undefined && other !== undefined && keyword !== undefined && operator !== undefined);
    assert.deepEqual(
      [name, keyword, operator].map(id => table.isName(id)),
      [true, false, false],
    );
    assert.equal(table.shape(name), table.shape(other));
    assert.equal(table.shape(keyword), keyword);
  });

  it('find longer words by their beginning', () => {
    const table = new SymbolTable();
    for (const text of ['width', 'with', 'within', 'height', 'wi']) table.id(text);
    const found = (start: string): string[] => table.startingWith(start, 9).map(id => table.text(id * 2));
    assert.deepEqual(found('wi'), ['within', 'with', 'width']);
    assert.deepEqual(found('with'), ['within']);
    assert.deepEqual(found('w'), []);
    assert.deepEqual(table.startingWith('wi', 1).length, 1);
  });
});
