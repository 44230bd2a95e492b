import assert from 'node:assert/strict';
import { Encoder } from '../../../../../../src/engines/local/recall/encoder';
import {
  classCount,
  firstClass,
  firstPriorText,
  PriorVocabulary,
} from '../../../../../../src/engines/local/recall/prior/vocabulary';
import { isLineBreak, SymbolTable } from '../../../../../../src/engines/local/recall/symbols';

const texts = ['return', '(', 'rest', 'result'];
const vocabulary = new PriorVocabulary(texts, [
  firstPriorText * 2,
  firstPriorText * 2 + 1,
  (firstClass + 3) * 2,
]);

describe('the vocabulary of a prior', () => {
  const table = new SymbolTable();
  // Words that came before: the numbers of a table are not those of the prior.
  for (const text of ['unrelated', 'result', 'words']) table.id(text);
  const reader = vocabulary.reader(table);
  const contextOf = (text: string): number => reader.context(table.id(text) * 2);

  it('knows its texts in any table, with or without a blank', () => {
    assert.equal(contextOf('('), firstPriorText + 1);
    assert.equal(contextOf('return'), firstPriorText);
    assert.equal(reader.context(table.id('return') * 2 + 1), firstPriorText);
  });

  it('takes what it does not know for one of a few classes', () => {
    const classes = ['someName', 'SomeName', 'SOME_NAME', '4711', '%'].map(
      text => contextOf(text) - firstClass,
    );
    assert.deepEqual(classes, [0, 1, 2, 3, 4]);
    assert.equal(Math.max(...classes), classCount - 1);
  });

  it('leaves line breaks as they are', () => {
    const { symbols } = new Encoder(table).encode('a\n  b', { tabs: false, unit: 2 });
    const lineBreak = symbols.find(isLineBreak) ?? 0;
    assert.equal(reader.context(lineBreak), lineBreak >> 1);
  });

  it('says which of what it may predict a symbol is', () => {
    const targetOf = (text: string, bit: number): number => reader.target(table.id(text) * 2 + bit);
    assert.deepEqual(
      [targetOf('return', 0), targetOf('return', 1), targetOf('12', 0), targetOf('result', 0)],
      [1, 2, 3, 0],
    );
  });

  it('finds longer words by their beginning, the most usual first', () => {
    const found = (start: string): string[] =>
      vocabulary.startingWith(start).map(number => texts[number - firstPriorText] ?? '');
    assert.deepEqual(
      [found('re'), found('res'), found('rest'), found('x')],
      [['return', 'rest', 'result'], ['rest', 'result'], [], []],
    );
  });
});
