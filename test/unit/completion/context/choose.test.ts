import assert from 'node:assert/strict';
import fc from 'fast-check';
import { choose, type Candidate } from '../../../../src/completion/context/choose';

const keys = (candidates: readonly Candidate[]): string => candidates.map(({ key }) => key).join('');
const of = (text: string): Candidate[] =>
  text.split(' ').map(each => {
    const [key = '', tokens, score] = each.split(':');
    return { key, tokens: Number(tokens), score: Number(score) };
  });

describe('choose', () => {
  // Candidates as key:tokens:score, the budget, what was chosen before, what is chosen.
  const rows: [candidates: string, budget: number, before: string, chosen: string][] = [
    ['a:1:5 b:1:9 c:1:7', 9, '', 'bca'],
    ['a:5:5 b:5:9 c:5:7', 10, '', 'bc'],
    ['a:5:9 b:50:8 c:5:7', 10, '', 'ac'],
    ['a:1:5 b:1:9 c:1:7', 9, 'abc', 'abc'],
    ['a:1:5 b:1:9 c:1:7', 9, 'acb', 'acb'],
    ['a:1:5 b:1:9 c:1:7', 9, 'c', 'cba'],
    ['a:5:7 b:5:8', 5, 'a', 'a'],
    ['a:5:5 b:5:8', 5, 'a', 'b'],
    ['a:1:0', 0, 'a', ''],
    ['c:1:5 a:1:5 b:1:5', 2, '', 'ab'],
    ['a:1:5 b:1:5 c:1:5', 2, '', 'ab'],
  ];
  for (const [candidates, budget, before, chosen] of rows) {
    it(`of ${candidates} within ${budget}, after "${before}", takes "${chosen}"`, () =>
      assert.equal(keys(choose(of(candidates), budget, [...before])), chosen));
  }

  it('keeps the budget, takes nothing twice, and stays with what it chose', () => {
    const candidate = fc.record({
      key: fc.constantFrom(...'abcdefgh'),
      tokens: fc.nat(20),
      score: fc.nat(100),
    });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: ({ key }) => key }), fc.nat(60), (all, budget) => {
        const first = choose(all, budget, []);
        assert.ok(first.reduce((sum, { tokens }) => sum + tokens, 0) <= budget);
        assert.equal(new Set(keys(first)).size, first.length);
        assert.equal(keys(choose(all, budget, [...keys(first)])).startsWith(keys(first).slice(0, 1)), true);
      }),
    );
  });
});
