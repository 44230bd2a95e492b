import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import { editWindow } from '../../../../src/nextEdit/prompt/editWindow';
import { likelyPlaces } from '../../../../src/nextEdit/prompt/likelyPlaces';

const uri = 'file:///a.ts';
const renamed = [{ uri, diff: '@@ -1 +1 @@\n-former\n+later' }];

function placesIn(text: string): readonly { line: number; start: number }[] {
  const document = { uri, languageId: 'typescript', text };
  return likelyPlaces([document], renamed, { uri, start: 0, end: 0 });
}

describe('likelyPlaces', () => {
  const line = fc.constantFrom('former();', 'a', '', 'later = former', '\r', 'x'.repeat(50));

  it('says the line that a place begins with', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), lines => {
        const text = lines.join('\n');
        for (const place of placesIn(text)) {
          assert.equal(place.line, text.slice(0, place.start).split('\n').length);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('so does the window around the cursor', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 200 }), fc.nat(1_000), (lines, at) => {
        const text = lines.join('\n');
        const window = editWindow(text, at % (text.length + 1));
        if (window) assert.equal(window.line, text.slice(0, window.start).split('\n').length);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('counts the lines of a text once, however often a name stands in it', () => {
    // All within what is taken already, at the end of a long text.
    const text = `${'\n'.repeat(5_000)}${'former '.repeat(800)}`;
    const looked = countsOf(() => assert.equal(placesIn(text).length, 1));
    assert.ok(looked < 3 * 5_000, `looked for the end of a line ${looked} times`);
  });
});

/** How often the end of a line is looked for meanwhile. */
function countsOf(work: () => void): number {
  const looking = mock.method(String.prototype, 'indexOf');
  try {
    work();
    return looking.mock.calls.filter(({ arguments: [search] }) => search === '\n').length;
  } finally {
    looking.mock.restore();
  }
}
