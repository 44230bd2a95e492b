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
    ['', ' ', true],
    // No character counts twice.
    ['aaa', 'aaaaaa', false],
    ['aaa', 'aaaaaaaaaa', false],
    ['x = a;', 'a a a a a a a a', false],
    // Half of the characters is not most of them.
    ['a x', 'y a', false],
    ['a x b', 'y a b z', true],
    // Signs count as much as letters.
    ['a+-*/b', 'c+-*/d', true],
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
    const line = (first: string, length: number): string =>
      `${first} ${'same '.repeat(100)}`.slice(0, length - 1) + first;
    assert.equal(similarLines(line('x', 400), line('y', 400)), true);
    assert.equal(similarLines(line('x', 401), line('y', 399)), false);
    assert.equal(similarLines(line('x', 399), line('y', 401)), false);
  });
});
