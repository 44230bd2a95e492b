import assert from 'node:assert/strict';
import { arePart, type NamedMember } from '../../../src/diff/membersPart';

/** Members by their names; in braces what one holds, such as `a{b c} d`. */
function members(text: string): NamedMember[] {
  const stack: NamedMember[][] = [[]];
  for (const [token] of text.matchAll(/[a-z]+|[{}]/g)) {
    const last = stack.at(-1) ?? [];
    if (token === '}') stack.pop();
    else if (token === '{') stack.push(last.at(-1)?.inside as NamedMember[]);
    else last.push({ name: token, inside: [] });
  }
  return stack[0] ?? [];
}

describe('arePart', () => {
  const table: [what: string, old: string, shown: string, isPart: boolean][] = [
    ['one of three', 'a b c', 'a', true],
    ['one of two', 'a b', 'a', true],
    ['two of three', 'a b c', 'a c', false],
    ['all', 'a b', 'b a', false],
    ['all, and more', 'a', 'a b', false],
    ['only others', 'a', 'b', true],
    ['as many, one of them under another name', 'a b', 'a c', false],
    ['more, with half of the old ones', 'a b', 'a c d', false],
    ['none at all', 'a b', '', false],
    ['where there were none', '', 'a', false],
    ['all, one of them in part', 'a{b c d}', 'a{b}', true],
    ['all, one of them empty', 'a{b c d}', 'a', false],
    ['all, deep inside a part', 'a{b{c d e}}', 'a{b{c}}', true],
    ['all, with one that held nothing', 'a b', 'a{c} b', false],
  ];
  for (const [what, old, shown, isPart] of table) {
    it(`${what}: ${isPart ? 'a part' : 'as it is meant'}`, () => {
      assert.equal(arePart(members(old), members(shown)), isPart);
    });
  }
});
