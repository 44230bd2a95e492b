import assert from 'node:assert/strict';
import { similarLines } from '../../../src/diff/similarLines';

describe('similarLines', () => {
  const table: readonly (readonly [before: string, after: string, similar: boolean])[] = [
    ['  total += amount;', 'total += amount;', true],
    ['total = a + b', 'total = a + c', true],
    // Neither beginning nor end are the same for long, but most words are.
    ['let total = 909;', 'let sum = 909; // rows', true],
    ['  total += row.amount * row.rate;', '  sum += row.amount * row.rate; // taxed', true],
    ['function first(a, b) {', 'export async function first(a, b) {', true],
    // Signs alone do not make lines similar.
    ['first(a, b);', 'second(c, d);', false],
    ['}', 'return total;', false],
    ['// Größe und Länge', '// Länge und Größe', true],
    ['', 'total', false],
    ['  ', '', true],
    // Three fifths of the beginning and the end, and not less.
    ['abcxx', 'abcyy', true],
    ['xxabc', 'yyabc', true],
    ['abxxc', 'abyyc', true],
    ['abxxx', 'abyyy', false],
    ['abc', 'abcde', true],
    ['ab', 'abcde', false],
  ];
  for (const [before, after, similar] of table) {
    it(`${JSON.stringify(before)} and ${JSON.stringify(after)}: ${similar ? 'one' : 'two'}`, () => {
      assert.equal(similarLines(before, after), similar);
      assert.equal(similarLines(after, before), similar);
    });
  }

  it('does not count the words of lines that are data', () => {
    const [a, b] = ['x', 'y'].map(word => `${word} ${'same '.repeat(200)}${word}`);
    assert.equal(similarLines(`${a} one`, `${b} two`), false);
  });
});
