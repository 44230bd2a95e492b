import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ThoughtFilter } from '../../../../src/gateway/engines/upstream/forms/chat/thoughtFilter';

function filtered(pieces: readonly string[]): string {
  const filter = new ThoughtFilter();
  return pieces.map(piece => filter.take(piece)).join('') + filter.rest();
}

describe('ThoughtFilter', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['plain', 'plain'],
    ['', ''],
    ['<think>hm</think>\n\nanswer', 'answer'],
    ['\n<think>\nhm < 3\n</think>answer', 'answer'],
    ['<think>never ends', ''],
    ['<thin', '<thin'],
    ['a <think>b</think>', 'a <think>b</think>'],
    ['<think></think>  x  ', 'x  '],
  ];
  for (const [text, expected] of cases) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(text)}, wherever it is cut`, () => {
      assert.equal(filtered([text]), expected);
      fc.assert(
        fc.property(fc.array(fc.nat(text.length)), cuts => {
          const at = [0, ...cuts.sort((a, b) => a - b), text.length];
          assert.equal(filtered(at.slice(1).map((end, n) => text.slice(at[n], end))), expected);
        }),
      );
    });
  }

  it('lets text pass as it comes', () => {
    const filter = new ThoughtFilter();
    assert.deepEqual(
      ['a', 'b', '<think>'].map(piece => filter.take(piece)),
      ['a', 'b', '<think>'],
    );
  });
});
