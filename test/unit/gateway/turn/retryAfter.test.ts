import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withRetryAfter } from '../../../../src/gateway/turn/retryAfter';
import { errorBody } from '../../../../src/gateway/turn/served';

const now = Date.UTC(2026, 10, 29, 12, 0, 0);
const date = (ms: number): string => new Date(now + ms).toUTCString();

describe('withRetryAfter', () => {
  const table: readonly [name: string, headers: Record<string, string> | undefined, seconds: string][] = [
    ['whole seconds', { 'retry-after': '7' }, '7'],
    ['parts of a second', { 'retry-after': '1.5' }, '2'],
    ['less than one', { 'retry-after': '0.2' }, '1'],
    ['none to wait', { 'retry-after': '0' }, '1'],
    ['a unit of its own', { 'retry-after': '12s' }, '5'],
    ['no number', { 'retry-after': 'soon' }, '5'],
    ['less than nothing', { 'retry-after': '-3' }, '5'],
    ['more than anybody waits', { 'retry-after': '1e21' }, '2678400'],
    ['an empty one', { 'retry-after': '' }, '5'],
    ['a date', { 'retry-after': date(90_000) }, '90'],
    ['a date of the past', { 'retry-after': date(-90_000) }, '1'],
    ['milliseconds', { 'retry-after-ms': '1200' }, '2'],
    ['milliseconds and seconds', { 'retry-after-ms': '2300', 'retry-after': '2' }, '3'],
    ['milliseconds that are none', { 'retry-after-ms': 'x', 'retry-after': '2' }, '2'],
    ['a reset of requests', { 'x-ratelimit-reset-requests': '1m2.5s' }, '63'],
    ['a reset of tokens', { 'x-ratelimit-reset-tokens': '120ms' }, '1'],
    ['both', { 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '6m0s' }, '360'],
    [
      'both, one of them used up',
      {
        'x-ratelimit-reset-requests': '1.2s',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-tokens': '6m0s',
        'x-ratelimit-remaining-tokens': '4000',
      },
      '2',
    ],
    [
      'plain seconds, of a minute and a day',
      {
        'x-ratelimit-reset-requests-day': '33011.38',
        'x-ratelimit-remaining-requests-day': '900',
        'x-ratelimit-reset-tokens-minute': '11.38',
        'x-ratelimit-remaining-tokens-minute': '0',
      },
      '12',
    ],
    ['a day that nothing is said about', { 'x-ratelimit-reset-requests-day': '33011' }, '5'],
    ['a Unix time', { 'x-ratelimit-reset': String(now / 1000 + 30) }, '30'],
    ['a Unix time in ms', { 'x-ratelimit-reset': String(now + 29_500) }, '30'],
    ['a date of its own kind', { 'ratelimit-reset': new Date(now + 2_500).toISOString() }, '3'],
    ['a reset that cannot be read', { 'x-ratelimit-reset-requests': 'later' }, '5'],
    ['a limit without a reset', { 'x-ratelimit-limit-requests': '10' }, '5'],
    ['no headers', undefined, '5'],
  ];
  for (const [name, headers, seconds] of table) {
    it(`makes whole seconds of ${name}`, () => {
      assert.equal(withRetryAfter(429, headers, now)?.['retry-after'], seconds);
    });
  }

  it('keeps what else stands there', () => {
    const headers = { 'retry-after-ms': '1200', 'x-ratelimit-limit-requests': '10' };
    assert.deepEqual(withRetryAfter(429, headers, now), { ...headers, 'retry-after': '2' });
  });

  it('says that nothing is to be tried again where that would be long waited for, unless the server behind says', () => {
    const wait = (seconds: number, more = {}): unknown =>
      withRetryAfter(429, { 'retry-after': String(seconds), ...more }, now)?.['x-should-retry'];
    assert.deepEqual(
      [wait(60), wait(61), wait(86_400), wait(86_400, { 'x-should-retry': 'true' })],
      [undefined, 'false', 'false', 'true'],
    );
    assert.deepEqual(withRetryAfter(503, { 'retry-after': '600' }, now), {
      'retry-after': '600',
      'x-should-retry': 'false',
    });
  });

  it('leaves other failures as they are, unless they say when to come back', () => {
    assert.equal(withRetryAfter(500, undefined, now), undefined);
    assert.deepEqual(withRetryAfter(503, { 'x-should-retry': 'true' }, now), { 'x-should-retry': 'true' });
    assert.deepEqual(withRetryAfter(503, { 'retry-after': '1.5' }, now), { 'retry-after': '2' });
  });

  it('gives whole seconds whatever an upstream sends', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.date().map(String),
      fc.constantFrom('1e3', 'Infinity', '0x10', '1.5s', '-0', '9'.repeat(400)),
    );
    const names = [
      'retry-after',
      'retry-after-ms',
      'x-ratelimit-reset-requests',
      'x-ratelimit-reset-tokens',
      'ratelimit-reset',
    ];
    const headers = fc.dictionary(fc.constantFrom(...names), value);
    fc.assert(
      fc.property(headers, some => {
        const { error } = errorBody({ status: 429, code: 'rate_limit_exceeded', message: '', headers: some });
        assert.match(error.headers?.['retry-after'] ?? '', /^[1-9]\d*$/);
      }),
      { seed: 20_261_129, numRuns: 20_000 },
    );
  });
});
