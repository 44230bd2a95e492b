import assert from 'node:assert/strict';
import {
  connectionError,
  errorOfEvent,
  errorOfFailure,
  paramOfEvent,
  protocolError,
  retryAfterMs,
  wireError,
} from '../../../src/protocol/errors';

describe('wireError', () => {
  const table: [status: number | undefined, code: string | undefined, kind: string, remedy: string][] = [
    [400, 'previous_response_not_found', 'chain-lost', 'resend-full'],
    [400, 'websocket_connection_limit_reached', 'connection-limit', 'new-socket'],
    [400, 'websocket_stream_limit_reached', 'lane-limit', 'reuse-lane'],
    [400, 'invalid_stream_id', 'request', 'surface'],
    [400, undefined, 'request', 'surface'],
    [401, undefined, 'auth', 'surface'],
    [403, 'anything', 'auth', 'surface'],
    [426, undefined, 'upgrade-required', 'use-http'],
    [429, undefined, 'rate-limit', 'wait'],
    [500, 'server_error', 'server', 'back-off'],
    [503, undefined, 'server', 'back-off'],
    [502, 'stream_ended', 'server', 'send-again'],
    [503, 'connection_lost', 'connection', 'send-again'],
    [undefined, 'server_error', 'server', 'back-off'],
    [undefined, undefined, 'server', 'back-off'],
    [404, 'toString', 'request', 'surface'],
    [200, 'invalid_api_key', 'auth', 'surface'],
    [200, 'rate_limit_exceeded', 'rate-limit', 'wait'],
    [200, 'bad_answer', 'protocol', 'surface'],
    ...[
      'answer',
      'certificate',
      'not_http',
      'only_thoughts',
      'proxy',
      'redirect',
      'unexpected_tool_call',
    ].map((what): [number, string, string, string] => [
      502,
      `upstream_${what === 'answer' ? 'bad_answer' : what}`,
      'server',
      'surface',
    ]),
    [499, undefined, 'request', 'surface'],
    [500, undefined, 'server', 'back-off'],
    [399, undefined, 'server', 'back-off'],
    [500, 'not_found', 'request', 'surface'],
    [499, 'overloaded', 'request', 'surface'],
    [undefined, 'overloaded', 'server', 'back-off'],
  ];
  for (const [status, code, kind, remedy] of table) {
    it(`${status} ${code} is ${kind}: ${remedy}`, () => {
      const error = wireError({ status, code, message: 'm' });
      assert.deepEqual([error.kind, error.remedy], [kind, remedy]);
    });
  }
  it('cuts a long sentence', () =>
    assert.equal(wireError({ message: 'x'.repeat(9000) }).message.length, 500));
});

describe('errors of a connection', () => {
  it('are tried again after a while', () =>
    assert.deepEqual(connectionError('m', 'ECONNREFUSED'), {
      kind: 'connection',
      remedy: 'back-off',
      code: 'ECONNREFUSED',
      status: undefined,
      message: 'm',
      retryAfterMs: undefined,
    }));
  it('by what is none of the protocol ask for another socket', () => {
    const { kind, remedy, message } = protocolError('m');
    assert.deepEqual([kind, remedy, message], ['protocol', 'new-socket', 'm']);
  });
});

describe('errorOfEvent', () => {
  it('reads the nested shape with its headers', () => {
    const error = errorOfEvent({
      said: {
        status: 429,
        error: {
          type: 'rate_limit',
          code: 'rate_limit_exceeded',
          message: 'slow down',
          headers: { 'Retry-After': '2' },
        },
      },
    });
    assert.deepEqual([error.kind, error.retryAfterMs], ['rate-limit', 2000]);
  });
  it('passes over headers that are neither texts nor numbers, whatever they are', () => {
    const headers = { 'retry-after-ms': { toString: 1 }, 'Retry-After': 3 };
    const error = errorOfEvent({ said: { error: { code: 'rate_limit_exceeded', message: 'm', headers } } });
    assert.equal(error.retryAfterMs, 3000);
  });

  it('says how long to wait only where a limit is reached', () => {
    const headers = { 'retry-after': '3' };
    assert.equal(wireError({ status: 503, message: 'm', headers }).retryAfterMs, undefined);
    assert.equal(wireError({ status: 429, message: 'm', headers }).retryAfterMs, 3000);
  });

  it('names the field that is wrong, if the server does', () => {
    assert.equal(paramOfEvent({ said: { error: { message: 'm', param: 'tools' } } }), 'tools');
    assert.equal(paramOfEvent({ said: {} }), undefined);
  });

  it('reads headers beside the error too, as servers for Codex send them', () => {
    const headers = { 'retry-after': '2' };
    const error = { code: 'rate_limit_exceeded', message: 'slow down' };
    assert.equal(errorOfEvent({ said: { status: 429, error }, headers }).retryAfterMs, 2000);
  });
  it('reads the flat shape', () => {
    const error = errorOfEvent({ said: { code: 'server_error', message: 'oops', param: null } });
    assert.deepEqual([error.kind, error.message], ['server', 'oops']);
  });
});

describe('errors of servers that are not OpenAI', () => {
  const table: readonly (readonly [said: Record<string, unknown>, kind: string, remedy: string])[] = [
    [{ code: '429', message: 'm' }, 'rate-limit', 'wait'],
    [{ code: 401, message: 'm' }, 'auth', 'surface'],
    [{ status_code: 429, error: { message: 'm' } }, 'rate-limit', 'wait'],
    [{ status: 429, error: { type: 'usage_limit_reached', resets_in_seconds: 60 } }, 'rate-limit', 'surface'],
    [{ error: { type: 'authentication_error', message: 'm' } }, 'auth', 'surface'],
    [{ error: { type: 'invalid_request_error', code: 'invalid_api_key', message: 'm' } }, 'auth', 'surface'],
    [{ error: { code: 'RESOURCE_EXHAUSTED', message: 'm' } }, 'rate-limit', 'wait'],
    [{ error: { code: 'context_length_exceeded', message: 'm' } }, 'request', 'surface'],
    [{ status: 502, error: { code: 'context_length_exceeded', message: 'm' } }, 'request', 'surface'],
    [{ error: { code: 'insufficient_quota', message: 'm' } }, 'rate-limit', 'surface'],
    [{ error: { type: 'overloaded_error', message: 'm' } }, 'server', 'back-off'],
    [{ error: 'the model has crashed' }, 'server', 'back-off'],
    [{ error: 'Unauthorized' }, 'auth', 'surface'],
    [{ message: 'Too many requests' }, 'rate-limit', 'wait'],
    [{ error: { message: 'Unknown error' } }, 'server', 'back-off'],
    [{ status: 502, error: { code: 'invalid_upstream_response', message: 'm' } }, 'server', 'back-off'],
    [{ error: { type: 'invalid_response_body', message: 'm' } }, 'server', 'back-off'],
    [{ status: 403, error: { type: 'invalid_request_error', message: 'm' } }, 'auth', 'surface'],
    [{}, 'server', 'back-off'],
  ];
  for (const [said, kind, remedy] of table) {
    it(`${JSON.stringify(said)} is ${kind}: ${remedy}`, () => {
      const error = errorOfEvent({ said });
      assert.deepEqual([error.kind, error.remedy], [kind, remedy]);
      assert.notEqual(error.message, '');
    });
  }
  it('waits where a server says when what was used up is there again', () => {
    const said = { status: 429, error: { type: 'usage_limit_reached', headers: { 'retry-after': 3600 } } };
    assert.deepEqual(
      [errorOfEvent({ said }).remedy, errorOfEvent({ said }).retryAfterMs],
      ['wait', 3_600_000],
    );
  });
});

describe('errorOfFailure', () => {
  it('finds words when the server has none', () => {
    const error = errorOfFailure({ response: { id: 'r', error: null } });
    assert.match(error.message, /without a reason/);
  });
});

describe('retryAfterMs', () => {
  const table: [headers: Record<string, string> | undefined, expected: number | undefined][] = [
    [undefined, undefined],
    [{}, undefined],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'Retry-After': '1.5' }, 1500],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, undefined],
    [{ 'x-ratelimit-reset-requests': '120ms', 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
    [{ 'x-ratelimit-reset-tokens': '1h0m1.5s' }, 3_601_500],
    [{ 'x-ratelimit-reset-tokens': 'soon' }, undefined],
    [{ 'retry-after': '-3' }, undefined],
    [{ 'retry-after-ms': '-1', 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': '0' }, 0],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after-ms': 'soon', 'retry-after': 'Infinity', 'x-ratelimit-reset-requests': '2m' }, 120_000],
    [{ 'x-ratelimit-reset-requests': '2s', 'x-ratelimit-reset-tokens': '1s' }, 2000],
    [{ 'x-ratelimit-reset-tokens': '10ms ' }, undefined],
    [{ 'x-ratelimit-reset-tokens': 'in 10ms' }, undefined],
    [{ 'x-ratelimit-reset-tokens': '12h' }, 43_200_000],
    [{ 'x-ratelimit-reset-tokens': '0.25s' }, 250],
  ];
  for (const [headers, expected] of table) {
    it(`${JSON.stringify(headers)} is ${expected}`, () => assert.equal(retryAfterMs(headers), expected));
  }
});
