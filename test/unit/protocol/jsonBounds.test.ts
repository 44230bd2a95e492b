import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonExtent, type Scanned } from '../../../src/protocol/jsonBounds';

const wide = { values: 1e9, depth: 1e9 };

/** The same, counted on what was read. */
function counted(value: unknown): { values: number; depth: number } {
  if (typeof value !== 'object' || value === null) return { values: 0, depth: 0 };
  const inner = Object.values(value).map(counted);
  const own = 1 + Math.max(0, inner.length - 1);
  return {
    values: inner.reduce((sum, { values }) => sum + values, own),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
  };
}

describe('jsonExtent', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    // What a scanner stumbles over: quotes and backslashes in every order, and what looks like structure.
    fc
      .array(fc.constantFrom('"', '\\', ',', '[', ']', '{', '}', ':', 'x', '\n'), { maxLength: 12 })
      .map(all => all.join('')),
  );
  const { any } = fc.letrec<{ any: unknown }>(tie => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(text, fc.integer(), fc.constantFrom(null, true)),
      fc.array(tie('any'), { maxLength: 5 }),
      fc.dictionary(text, tie('any'), { maxKeys: 5 }),
    ),
  }));
  const space = fc.constantFrom(undefined, 1, '\t');

  it('counts values and levels as they are there after reading, whatever stands in texts', () => {
    fc.assert(
      fc.property(any, space, (value, indent) => {
        const json = JSON.stringify(value, undefined, indent);
        const { values, depth } = counted(JSON.parse(json));
        assert.deepEqual(jsonExtent(json, wide), { values });
        assert.deepEqual(jsonExtent(json, { values, depth }), { values });
        if (values > 0)
          assert.deepEqual(jsonExtent(json, { values: values - 1, depth }), { beyond: 'values' });
        if (depth > 0) assert.deepEqual(jsonExtent(json, { values, depth: depth - 1 }), { beyond: 'depth' });
      }),
      { seed: 20_261_129, numRuns: 20_000 },
    );
  });

  const manyQuotes = '\\"'.repeat(400);
  const texts: [what: string, json: string, values: number][] = [
    ['a comma in a text', '["a,b"]', 1],
    ['an escaped quote', '["a\\",b"]', 1],
    ['an escaped backslash at the end', '["a\\\\",1]', 2],
    ['an empty text', '["",1]', 2],
    ['a text of backslashes', `["${'\\\\'.repeat(400)}",1]`, 2],
    ['a text of quotes', `["${manyQuotes},",1]`, 2],
    ['a text of quotes with a backslash at the end', `["${manyQuotes}\\\\",1]`, 2],
    ['a text without an end', '["a,', 1],
    ['a text of quotes without an end', `["${manyQuotes},`, 1],
  ];
  for (const [what, json, values] of texts)
    it(`counts what stands around ${what}`, () => assert.deepEqual(jsonExtent(json, wide), { values }));

  it('takes anything, JSON or not, and counts no more than there is', () => {
    fc.assert(
      fc.property(text, garbage => {
        const extent = jsonExtent(garbage, wide);
        assert.ok('values' in extent && extent.values <= garbage.length);
      }),
      { seed: 20_261_129, numRuns: 20_000 },
    );
  });

  it('stops where a bound is broken', () => {
    const looked = (json: string): number => {
      let last = 0;
      const watched: Scanned = {
        length: json.length,
        charCodeAt: at => json.charCodeAt((last = at)),
        indexOf: (what, from) => json.indexOf(what, from),
      };
      jsonExtent(watched, { values: 10, depth: 5 });
      return last;
    };
    assert.ok(looked(`[${'1,'.repeat(1000)}1]`) < 30);
    assert.ok(looked('['.repeat(1000)) < 10);
  });
});
