import assert from 'node:assert/strict';
import {
  cacheInWords,
  cacheReportOf,
  hasCacheControls,
  type CacheReport,
} from '../../../src/protocol/promptCache';

describe('hasCacheControls', () => {
  const models: readonly (readonly [model: string, has: boolean])[] = [
    ['gpt-5.6', true],
    ['gpt-5.6-mini', true],
    ['gpt-5.10', true],
    ['gpt-6-astra', true],
    ['gpt-10', true],
    ['gpt-29', true],
    ['gpt-30', false],
    ['gpt-4.9', false],
    ['gpt-6.1-sol', true],
    ['gpt-6.2-sol-2026-11-01', true],
    ['openai/gpt-6.2-astra', true],
    ['ft:gpt-5.6:someone', true],
    ['gpt-5.5', false],
    ['gpt-5', false],
    ['gpt-5.3-codex-spark', false],
    ['gpt-4.1', false],
    ['gpt-4o', false],
    ['gpt-35-turbo', false],
    ['gpt-oss-120b', false],
    ['my-gpt-6', false],
    ['local-recall', false],
    ['', false],
  ];
  for (const [model, has] of models)
    it(`${model || '(none)'}: ${has}`, () => assert.equal(hasCacheControls(model), has));
});

describe('cacheReportOf', () => {
  const said: readonly (readonly [what: unknown, expected: CacheReport | undefined])[] = [
    [undefined, undefined],
    [null, undefined],
    [{ type: 'cache_hit' }, { kind: 'hit' }],
    [
      { type: 'cache_miss', reason: 'tools_changed', cache_missed_tokens: 12 },
      { kind: 'miss', reason: 'tools_changed', missedTokens: 12 },
    ],
    [
      { type: 'cache_miss', cache_missed_tokens: -1 },
      { kind: 'miss', reason: '', missedTokens: undefined },
    ],
    [
      { type: 'cache_miss', reason: 'x'.repeat(61), cache_missed_tokens: 0 },
      { kind: 'miss', reason: 'x'.repeat(60), missedTokens: 0 },
    ],
    [{ type: 'comparison_response_not_found' }, { kind: 'unknown' }],
    [{ type: 'unavailable' }, { kind: 'unknown' }],
    [{ type: 'something_new' }, undefined],
  ];
  for (const [what, expected] of said) {
    it(JSON.stringify(what) ?? 'nothing', () =>
      assert.deepEqual(cacheReportOf(what as Parameters<typeof cacheReportOf>[0]), expected),
    );
  }
});

describe('why a cache was missed', () => {
  const words: readonly (readonly [reason: string, words: string])[] = [
    ['model_changed', 'another model'],
    ['prompt_cache_key_changed', 'another cache key'],
    ['tools_changed', 'other tools'],
    ['text_format_changed', 'another text format'],
    ['reasoning_effort_changed', 'another reasoning effort'],
    ['verbosity_changed', 'another verbosity'],
    ['context_compacted', 'the context was shortened'],
    ['input_changed', 'other text'],
    ['service_tier_changed', 'another service tier'],
    ['toString', 'toString'],
  ];
  for (const [reason, expected] of words) {
    it(`${reason} is "${expected}"`, () =>
      assert.equal(
        cacheInWords({ kind: 'miss', reason, missedTokens: undefined }, undefined)?.detail,
        expected,
      ));
  }
});

describe('cacheInWords', () => {
  const usage = { inputTokens: 12_345, cachedTokens: 12_000 };
  const none = { inputTokens: 12_345, cachedTokens: 0 };
  const cases: readonly (readonly [CacheReport | undefined, typeof usage | undefined, string | undefined])[] =
    [
      [{ kind: 'hit' }, usage, 'hit (12,000 of 12,345 tokens)'],
      [{ kind: 'hit' }, undefined, 'hit ()'],
      [{ kind: 'hit' }, none, 'hit ()'],
      [
        { kind: 'miss', reason: 'service_tier_changed', missedTokens: 4_321 },
        none,
        'miss! (another service tier, 4,321 tokens)',
      ],
      [
        { kind: 'miss', reason: 'moon_phase_changed', missedTokens: undefined },
        none,
        'miss! (moon phase changed)',
      ],
      [{ kind: 'miss', reason: '', missedTokens: 1 }, none, 'miss! (no reason given, 1 tokens)'],
      [{ kind: 'unknown' }, usage, 'not known (12,000 of 12,345 tokens)'],
      [undefined, usage, '12,000 of 12,345 tokens ()'],
      [undefined, none, undefined],
      [undefined, undefined, undefined],
    ];
  for (const [report, counted, expected] of cases) {
    it(`${JSON.stringify(report)}: ${expected ?? 'nothing'}`, () => {
      const said = cacheInWords(report, counted);
      assert.equal(said && `${said.words}${said.isMiss ? '!' : ''} (${said.detail})`, expected);
    });
  }
});
