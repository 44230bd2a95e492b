import assert from 'node:assert/strict';
import { BracketState } from '../../../../../src/engines/local/recall/brackets';
import { lexLine } from '../../../../../src/engines/local/recall/lexer';

describe('brackets', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['f(a, [b', ')]', ''],
    ['f(a)', '', ''],
    ["f('(", ')', "'"],
    ['f("it\'s (")', '', ''],
    ['`${', '', '`'],
  ];
  for (const [line, due, quote] of cases) {
    it(`after ${line} owe ${due || 'nothing'}${quote && ` and ${quote}`}`, () => {
      const state = new BracketState();
      for (const token of lexLine(line)) assert.equal(state.take(token), true);
      assert.equal(state.due.join(''), due);
      assert.equal(state.openQuote, quote);
    });
  }

  it('refuse a closer of another kind', () => {
    const state = new BracketState();
    state.take('(');
    assert.equal(state.take('}'), false);
  });

  it('end a plain quote with the line, not a back-tick', () => {
    const state = new BracketState();
    state.take("'");
    state.endLine();
    assert.equal(state.openQuote, '');
    state.take('`');
    state.endLine();
    assert.equal(state.openQuote, '`');
  });
});
