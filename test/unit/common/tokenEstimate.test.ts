import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateTokens, lineTokens, tokensOfLength } from '../../../src/common/tokenEstimate';

describe('estimateTokens', () => {
  // What the vocabulary o200k_base makes of them stands behind.
  const rows: [text: string, tokens: number, real: number][] = [
    ['', 0, 0],
    ['const answer = 42;', 5, 6],
    ['getElementById', 4, 4],
    ['parseHTMLElement', 3, 2],
    ['    return value;\n', 4, 4],
    ['internationalization', 2, 2],
    ['1234567', 3, 3],
    ['=> {', 2, 2],
    ['这是一个用于测试的中文注释', 11, 8],
    ['комментарий', 6, 3],
    ['🙂🚀', 4, 3],
  ];
  for (const [text, tokens] of rows) {
    it(`${JSON.stringify(text)} is ${tokens}`, () => assert.equal(estimateTokens(text), tokens));
  }

  it('never counts less for more, and adds up line by line', function () {
    this.timeout(60_000);
    const text = fc.string({ unit: 'binary' }).map(each => each.replaceAll('\n', ' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), text, (lines, more) => {
        const whole = lines.join('\n');
        const parts = lines.reduce((sum, line) => sum + estimateTokens(line), 0);
        assert.ok(estimateTokens(whole) <= parts && estimateTokens(whole) >= parts - lines.length);
        assert.ok(estimateTokens(`${whole}\n${more}`) >= estimateTokens(whole));
      }),
    );
  });

  it('stops counting at its limit', () => {
    const count = estimateTokens('a+b '.repeat(100_000), 50);
    assert.ok(count > 50 && count < 60, String(count));
  });

  it('lets no line be for nothing', () => assert.equal(lineTokens(''), 1));
});

describe('tokensOfLength', () => {
  it('is one for four code units, and parts add up to the whole', () => {
    assert.equal(tokensOfLength(8), 2);
    assert.equal(tokensOfLength(3) + tokensOfLength(5), tokensOfLength(8));
  });
});
