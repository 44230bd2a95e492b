import assert from 'node:assert/strict';
import fc from 'fast-check';
import { usageOf } from '../../../../src/session/connection/usage';

const said = (output: number, reasoning?: number) => ({
  ...{ input_tokens: 10, output_tokens: output, total_tokens: 10 + output },
  ...(reasoning === undefined ? {} : { output_tokens_details: { reasoning_tokens: reasoning } }),
});

describe('usageOf', () => {
  for (const [what, usage, thought, textTokens] of [
    ['all of it is text', said(50), false, 50],
    ['there is none', said(0), false, 0],
    ['less than none cannot be', said(-1), false, undefined],
    ['nothing was said of it', undefined, false, undefined],
    ['what is reported as thoughts is none', said(50, 40), false, 10],
    ['more thoughts than output', said(50, 60), false, 0],
    ['thoughts that were seen and not counted', said(50), true, undefined],
    ['thoughts that were seen and counted', said(50, 20), true, 30],
    ['thoughts that were seen, with a count of none', said(50, 0), true, undefined],
  ] as const) {
    it(`tells text from thoughts: ${what}`, () => {
      assert.equal(usageOf(usage, thought)?.textTokens, textTokens);
    });
  }

  it('hands on counts and nothing else, whatever a server says', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), fc.double(), (input, output, cached, reasoning) => {
        const usage = usageOf(
          {
            ...said(output, reasoning),
            ...{ input_tokens: input, input_tokens_details: { cached_tokens: cached } },
          },
          false,
        );
        for (const count of Object.values(usage?.counted ?? {}))
          assert.ok(Number.isSafeInteger(count) && count >= 0, String(count));
      }),
      { seed: 14, numRuns: 1_000 },
    );
  });
});
