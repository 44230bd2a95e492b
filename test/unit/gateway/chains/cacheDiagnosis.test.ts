import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnoseCache, type AskedPrompt } from '../../../../src/gateway/chains/cacheDiagnosis';

const says = (text: string) => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] });

const base: AskedPrompt = {
  model: 'm',
  instructions: 'Be brief.',
  settings: { tools: [], reasoningEffort: 'low' },
  items: [says('a'.repeat(400)), says('b'.repeat(400))],
};

describe('diagnoseCache', () => {
  it('is a hit where the request goes on from what was read', () => {
    assert.deepEqual(diagnoseCache(base, { ...base, items: [...base.items, says('c')] }), {
      type: 'cache_hit',
    });
    assert.deepEqual(diagnoseCache(base, base), { type: 'cache_hit' });
  });

  it('cannot compare with what is not remembered', () => {
    assert.deepEqual(diagnoseCache(undefined, base), { type: 'comparison_response_not_found' });
  });

  const settings = (more: object) => ({ ...base, settings: { ...base.settings, ...more } });
  const changes: readonly (readonly [string, AskedPrompt])[] = [
    ['model_changed', { ...base, model: 'other' }],
    ['prompt_cache_key_changed', settings({ promptCacheKey: 'k' })],
    ['service_tier_changed', settings({ serviceTier: 'ultrafast' })],
    ['tools_changed', settings({ tools: [{ type: 'function', name: 'f' }] })],
    ['text_format_changed', settings({ format: { type: 'json_object' } })],
    ['reasoning_effort_changed', settings({ reasoningEffort: 'high' })],
    ['verbosity_changed', settings({ verbosity: 'low' })],
    ['input_changed', { ...base, instructions: 'Be long.' }],
    ['input_changed', { ...base, items: [says('x'), ...base.items] }],
  ];
  for (const [reason, now] of changes) {
    it(`names what changed: ${reason}`, () => {
      const said = diagnoseCache(base, now);
      assert.ok(said.type === 'cache_miss');
      assert.equal(said.reason, reason);
      assert.ok(said.cache_missed_tokens >= 200, 'nothing of it can be read from the cache');
    });
  }

  it('takes the tier that is asked for by saying none for auto', () => {
    assert.equal(diagnoseCache(base, settings({ serviceTier: 'auto' })).type, 'cache_hit');
  });

  it('tells how much of the beginning is still the same', () => {
    const now = { ...base, items: [...base.items.slice(0, 1), says('z'.repeat(4_000))] };
    const said = diagnoseCache(base, now);
    assert.ok(said.type === 'cache_miss' && said.comparison_reusable_tokens !== undefined);
    assert.ok(said.comparison_reusable_tokens > 50 && said.comparison_reusable_tokens < 200);
    assert.ok(said.cache_missed_tokens > 800);
  });

  it('is a hit exactly where all that was read comes again first', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const said = diagnoseCache({ ...base, items: before.map(says) }, { ...base, items: after.map(says) });
        const isPrefix = before.every((text, at) => after[at] === text);
        assert.equal(said.type, isPrefix ? 'cache_hit' : 'cache_miss');
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});
