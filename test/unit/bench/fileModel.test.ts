import assert from 'node:assert/strict';
import type { SourceFile } from '../../../bench/typing/corpus';
import { FileModel } from '../../../bench/typing/fileModel';

const text = Array.from(
  { length: 60 },
  (_, n) => `amount_${n} = price_${n} * rate + shipping_${n % 7};`,
).join('\n');
const file: SourceFile = {
  name: 'orders.c',
  language: 'c',
  text,
  typed: { from: 0, to: text.length },
};

/** Offsets of all words of the text. */
const words = [...text.matchAll(/\w+/g)].map(({ 0: word, index }) => ({ word, index }));

describe('FileModel', () => {
  const model = new FileModel(file, 0.12);
  const isRight = (offset: number): boolean => text.startsWith(model.answerAt(offset), offset);
  const foresees = ({ word, index }: { word: string; index: number }): boolean =>
    model.answerAt(index).startsWith(word);
  const surprises = words.filter(each => !foresees(each));

  it('foresees everything where nothing surprises it', () => {
    const knows = new FileModel(file);
    for (const { index } of words) assert.ok(text.startsWith(knows.answerAt(index), index));
  });

  it('foresees most words, and some not, where that is asked for', () => {
    const share = surprises.length / words.length;
    assert.ok(share > 0.04 && share < 0.25, String(share));
  });

  it('says another word of the file where it does not', () => {
    for (const { word, index } of surprises) {
      const said = words.find(other => model.answerAt(index).startsWith(other.word));
      assert.ok(said);
      assert.notEqual(said.word, word);
    }
  });

  it('knows such a word once two characters of it are typed', () => {
    const long = surprises.filter(({ word }) => word.length > 2);
    assert.ok(long.length > 0);
    for (const { word, index } of long) {
      assert.ok(!model.answerAt(index + 1).startsWith(word.slice(1)));
      assert.ok(model.answerAt(index + 2).startsWith(word.slice(2)));
    }
  });

  it('says the same at every place of a line: what was typed right stays right', () => {
    for (const { word, index } of words) {
      if (!isRight(index)) continue;
      for (let typed = 1; typed < word.length; typed++) assert.ok(isRight(index + typed));
    }
  });

  it('answers whole lines, one to eight', () => {
    const counts = new Set(
      [...text.matchAll(/^/gm)].map(({ index }) => model.answerAt(index).split('\n').length),
    );
    assert.ok(counts.size > 1);
    for (const count of counts) assert.ok(count >= 1 && count <= 8);
  });
});
