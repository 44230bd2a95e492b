import assert from 'node:assert/strict';
import { wireError } from '../../../src/protocol/errors';
import type { ServiceTier } from '../../../src/protocol/serviceTier';
import { tierRefusalOf } from '../../../src/protocol/tierRefusal';

describe('tierRefusalOf', () => {
  type Said = readonly [
    what: string,
    status: number,
    code: string,
    message: string,
    param: string | undefined,
    why: string | undefined,
    asked?: ServiceTier,
  ];
  const cases: readonly Said[] = [
    ['a value, by param', 400, 'invalid_value', "Invalid value: 'x'.", 'service_tier', 'value'],
    ['a value, by path', 400, 'invalid_value', 'Invalid value.', 'body.service_tier', 'value'],
    [
      'a value, in the words',
      400,
      'invalid_request_error',
      "Unsupported value: 'ultrafast'.",
      undefined,
      'value',
    ],
    [
      'a model without it',
      400,
      'unsupported_value',
      "Service tier 'ultrafast' is not supported with gpt-5.1.",
      undefined,
      'value',
    ],
    ['a key without it', 403, 'access_denied', 'Your project may not use ultrafast.', undefined, 'value'],
    ['a model that is not found there', 404, 'model_not_found', 'No ultrafast gpt-5.1.', undefined, 'value'],
    ['a server without tiers', 400, 'unknown_parameter', 'Unknown parameter.', 'service_tier', 'field'],
    [
      'the same in the words',
      422,
      'x',
      'Unrecognized request argument supplied: service_tier',
      undefined,
      'field',
    ],
    ['our gateway', 400, 'upstream_tier_refused', 'The upstream answered 400: No.', undefined, 'value'],
    [
      'a limit of the tier',
      429,
      'rate_limit_exceeded',
      'Rate limit reached (ultrafast).',
      undefined,
      'limit',
    ],
    ['a value, by code', 400, 'tier_unavailable', 'No.', undefined, 'value'],
    ['a value, by a part of the code', 400, 'no_tier_left', 'No.', undefined, 'value'],
    ['a code that only sounds like it', 400, 'frontier_model', 'No.', undefined, undefined],
    ['a value, by a code in one word', 400, 'serviceTierOff', 'No.', undefined, 'value'],
    ['a value, in one word', 400, 'x', 'This serviceTier is off.', undefined, 'value'],
    ['a value, in two words', 400, 'x', 'This service tier is off.', undefined, 'value'],
    ['a value, with a capital', 400, 'x', 'Ultrafast is not for you.', undefined, 'value'],
    ['a field, in few words', 422, 'x', 'Unknown parameter: service_tier', undefined, 'field'],
    [
      'an ordinary limit, whatever is ordinary',
      429,
      'service_tier_limit',
      'No.',
      undefined,
      undefined,
      'auto',
    ],
    ['a limit, by code', 429, 'service_tier_limit', 'Too many.', undefined, 'limit'],
    [
      'an ordinary limit that names the ordinary tier',
      429,
      'rate_limit_exceeded',
      'Rate limit reached, service tier `on_demand`.',
      undefined,
      undefined,
      'default',
    ],
    [
      'a limit of everything',
      429,
      'rate_limit_exceeded',
      'Rate limit reached for gpt-6.2-sol.',
      undefined,
      undefined,
    ],
    ['a key', 401, 'invalid_api_key', 'No ultrafast for this key.', undefined, undefined],
    ['something else', 400, 'invalid_value', "Invalid value: 'x'.", 'model', undefined],
    ['a failure of the server', 500, 'server_error', 'service_tier', 'service_tier', undefined],
    ['a word of the language', 400, 'x', 'Not that fast, and not by default.', undefined, undefined, 'fast'],
    ['the same word, meant as a tier', 400, 'x', "Tier 'fast' is off.", undefined, 'value', 'fast'],
    ['a priority request', 429, 'x', 'Too many priority requests.', undefined, 'limit', 'priority'],
  ];
  for (const [what, status, code, message, param, why, asked = 'ultrafast'] of cases) {
    it(`${what}: ${why ?? 'no'}`, () =>
      assert.equal(tierRefusalOf(wireError({ status, code, message }), param, asked)?.why, why));
  }
});
