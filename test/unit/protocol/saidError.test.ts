import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorOfEvent } from '../../../src/protocol/errors';
import { parseServerFrame } from '../../../src/protocol/parseServerFrame';
import { isQuota, readErrorBody, readErrorValue, statusOfName } from '../../../src/protocol/saidError';

type Said = ReturnType<typeof readErrorValue>;

describe('readErrorValue', () => {
  const m = { message: 'm', code: undefined, status: undefined };
  const table: readonly (readonly [value: unknown, said: Said])[] = [
    // Every name under which some server puts its sentence.
    ...[
      'message',
      'msg',
      'Message',
      'error_message',
      'errorMessage',
      'ErrorMessage',
      'errorMsg',
      'error_msg',
    ].map(name => [{ [name]: 'm' }, m] as const),
    ...['err_msg', 'status_msg', 'error_description', 'faultstring', 'error', 'detail'].map(
      name => [{ [name]: 'm' }, m] as const,
    ),
    // Every name of a code, as long as it is a name.
    ...['code', 'type', 'errorCode', 'error_code', 'ErrorCode', 'Code', 'status'].map(
      name =>
        [
          { message: 'm', [name]: 'odd' },
          { ...m, code: 'odd' },
        ] as const,
    ),
    [{ message: 'm', code: 'two words' }, m],
    [{ message: 'm', code: 'None' }, m],
    [
      { message: 'm', code: 'failed_generation' },
      { ...m, code: 'failed_generation' },
    ],
    [
      { message: 'm', code: 'failed', type: 'odd' },
      { ...m, code: 'odd' },
    ],
    [
      { message: 'm', code: 'x'.repeat(80) },
      { ...m, code: 'x'.repeat(80) },
    ],
    [{ message: 'm', code: 'x'.repeat(81) }, m],
    // Every name of a status, as a number or as digits, if it is one of a refusal.
    ...['status', 'status_code', 'statusCode', 'code', 'http_status', 'httpStatus', 'http_code'].flatMap(
      name => [
        [
          { message: 'm', [name]: 418 },
          { ...m, status: 418 },
        ] as const,
        [
          { message: 'm', [name]: '418' },
          { ...m, status: 418 },
        ] as const,
      ],
    ),
    [
      { message: 'm', status: 400 },
      { ...m, status: 400 },
    ],
    [{ message: 'm', status: 399 }, m],
    [
      { message: 'm', status: 599 },
      { ...m, status: 599 },
    ],
    [{ message: 'm', status: 600 }, m],
    [
      { message: 'm', status: 200, code: 418 },
      { ...m, status: 418 },
    ],
    // What holds an error; what stands beside it counts where the error does not say.
    ...['error', 'base_resp', 'fault', 'Error'].map(
      name => [{ [name]: { message: 'm', code: 'odd' } }, { ...m, code: 'odd' }] as const,
    ),
    [
      { status: 418, error: { message: 'm', status: 429 } },
      { ...m, status: 418 },
    ],
    [{ error: { message: 'm', status: 429 } }, { ...m, status: 429 }],
    [
      { type: 'rate_limit', error: { message: 'm' } },
      { ...m, status: 429 },
    ],
    [{ error: { message: 'm', param: 'p' } }, { ...m, param: 'p' }],
    [{ message: 'm', param: 7 }, m],
    // The sentence before the list, and lists in every place.
    [{ detail: 'd', message: 'm' }, m],
    [{ message: '', detail: 'm' }, m],
    [{ detail: ['a', 'b'] }, { ...m, message: 'a; b' }],
    [{ detail: { msg: 'a' } }, { ...m, message: 'a' }],
    [{ errors: [{ message: 'a' }] }, { ...m, message: 'a' }],
    [
      { detail: [{ msg: 'a' }], errors: ['b'] },
      { ...m, message: 'a' },
    ],
    [{ message: { detail: [{ loc: ['body', 0, 'x'], msg: 'a' }] } }, { ...m, message: 'body.0.x: a' }],
    [{ message: { msg: 'a' } }, { ...m, message: 'a' }],
    [{ detail: [7, { other: 1 }] }, { ...m, message: '[7,{"other":1}]' }],
    // A code that means something needs no sentence.
    [
      { code: 'rate_limit_exceeded' },
      { message: 'rate_limit_exceeded', code: 'rate_limit_exceeded', status: 429 },
    ],
    [{ code: 'odd' }, undefined],
    [{ code: 'rate_limit_exceeded', error: {} }, undefined],
    // MiniMax says so when all is well.
    [{ base_resp: { status_code: 0, status_msg: 'success' } }, undefined],
    // A sentence that is hardly more than the name of what happened.
    ['Too many requests', { message: 'Too many requests', code: undefined, status: 429 }],
    ['Not Found', { message: 'Not Found', code: undefined, status: 404 }],
    ['invalid', { message: 'invalid', code: undefined, status: undefined }],
    [
      'Too many requests'.padEnd(41, '!'),
      { message: 'Too many requests'.padEnd(41, '!'), code: undefined, status: undefined },
    ],
    [{ error: 'Unauthorized' }, { message: 'Unauthorized', code: undefined, status: 401 }],
    ...[undefined, null, 7, [], {}].map(value => [value, undefined] as const),
  ];
  for (const [value, said] of table) {
    it(`reads ${JSON.stringify(value)}`, () => assert.deepEqual(readErrorValue(value), said));
  }

  it('looks into objects within objects, and not for ever', () => {
    const wrapped = (times: number): unknown =>
      times === 0 ? { message: 'm' } : { error: wrapped(times - 1) };
    assert.equal(readErrorValue(wrapped(6))?.message, 'm');
    assert.equal(readErrorValue(wrapped(7)), undefined);
  });
});

describe('readErrorBody', () => {
  const table: readonly (readonly [text: string, message: string | undefined])[] = [
    ['{"error":"m"}', 'm'],
    ['\uFEFF{"error":"m"}', 'm'],
    ['[{"error":"m"}]', 'm'],
    ['[]', undefined],
    ['Internal Server Error', undefined],
    ['', undefined],
  ];
  for (const [text, message] of table) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(readErrorBody(text)?.message, message));
  }
});

describe('statusOfName', () => {
  const table: readonly (readonly [status: number | undefined, names: string])[] = [
    [
      400,
      'context_length_exceeded context_window_full prompt_too_long string_above_max input_too_large prompt_too_big',
    ],
    [429, 'rate_limit ratelimited too_many_requests ThrottlingException quota_exceeded usage_limit_reached'],
    [429, 'RESOURCE_EXHAUSTED concurrency_limit_reached RateLimitError rate-limit upstream_rate_limit'],
    [
      402,
      'payment_required insufficient_balance insufficient_credit insufficient_funds billing_hard credit_low credits_low',
    ],
    [401, 'Unauthorized unauthorised unauthenticated AuthenticationError auth auth_error invalid_api_key'],
    [401, 'incorrect_key missing_token invalid_token API_KEY_INVALID token_expired TOKEN_INVALID'],
    [403, 'forbidden PermissionDenied access_denied not_allowed'],
    [404, 'not_found NotFoundError model_does_not_exist no_such_model'],
    [413, 'request_too_large payload_too_large entity_too_large'],
    [504, 'timeout timed_out DEADLINE_EXCEEDED gateway_timeout'],
    [503, 'overloaded_error unavailable over_capacity slow_down server_busy'],
    [
      400,
      'INVALID_ARGUMENT bad_request unsupported_value unprocessable_entity validation_error missing_field',
    ],
    [
      400,
      'policy_violation safety moderation_blocked content_filter empty_array failed_to_download unknown_model',
    ],
    [400, 'unknown_parameter unknown_field unknown_argument image_too_big'],
    [
      undefined,
      'odd author busy_bee invalid_response upstream_invalid bad_gateway internal_invalid server_error',
    ],
    [undefined, 'is_empty 399 600 4000 author_error not_unknown_field'],
  ];
  for (const [status, names] of table) {
    for (const name of names.split(' '))
      it(`${name} is ${status}`, () => assert.equal(statusOfName(name), status));
  }

  it('reads digits, words with spaces, and nothing but texts', () => {
    assert.equal(statusOfName('418'), 418);
    assert.equal(statusOfName('599'), 599);
    assert.equal(statusOfName('Too  Many Requests'), 429);
    assert.equal(statusOfName('rate.limit'), 429);
    assert.equal(statusOfName(418), undefined);
    assert.equal(statusOfName(undefined), undefined);
  });
});

describe('isQuota', () => {
  const table = {
    insufficient_quota: true,
    QUOTA_EXCEEDED: true,
    usage_limit_reached: true,
    billing_not_active: true,
  };
  for (const code of Object.keys(table)) it(`${code} is`, () => assert.ok(isQuota(code)));
  for (const code of ['rate_limit_exceeded', 'quota', '', undefined])
    it(`${code} is not`, () => assert.ok(!isQuota(code)));
});

describe('An error of which a member is an object with the names of methods', () => {
  // JSON may hold an object whose `toString` is a number: to ask it for its text throws.
  const odd = { toString: 1, valueOf: 1, toJSON: 1 };
  it('is read without that member', () => {
    assert.equal(readErrorValue({ message: 'm', status: odd, code: odd, type: odd })?.message, 'm');
    assert.equal(
      readErrorValue({ detail: [{ loc: ['body', odd, 3], msg: 'is missing' }] })?.message,
      'body.3: is missing',
    );
  });

  it('is read whatever it holds, and wherever', () => {
    const name = fc.constantFrom(
      ...[
        'error',
        'errors',
        'detail',
        'message',
        'msg',
        'loc',
        'code',
        'type',
        'status',
        'status_code',
        'param',
        'headers',
      ],
      ...['Retry-After', 'toString', 'valueOf', 'toJSON', 'constructor', '__proto__', 'length'],
    );
    const { json } = fc.letrec<{ json: unknown }>(tie => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>('x', '429', 429, 1, null, true),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.array(fc.tuple(name, tie('json')), { maxLength: 5 }).map(Object.fromEntries),
      ),
    }));
    fc.assert(
      fc.property(json, value => {
        const said = readErrorValue(value);
        assert.equal(typeof (said?.message ?? ''), 'string');
        const frame = parseServerFrame(JSON.stringify({ type: 'error', error: value }));
        if (frame.kind === 'event' && frame.event.type === 'error') errorOfEvent(frame.event);
      }),
      { seed: 22, numRuns: 3_000 },
    );
  });
});
