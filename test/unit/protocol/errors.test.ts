import assert from 'node:assert/strict';
import { errorOfEvent, errorOfFailure, retryAfterMs, wireError } from '../../../src/protocol/errors';

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

describe('errorOfEvent', () => {
  it('reads the nested shape with its headers', () => {
    const error = errorOfEvent({
      type: 'error',
      status: 429,
      error: {
        type: 'rate_limit',
        code: 'rate_limit_exceeded',
        message: 'slow down',
        headers: { 'Retry-After': '2' },
      },
    });
    assert.deepEqual([error.kind, error.retryAfterMs], ['rate-limit', 2000]);
  });
  it('reads headers beside the error too, as servers for Codex send them', () => {
    const headers = { 'retry-after': '2' };
    const error = { code: 'rate_limit_exceeded', message: 'slow down' };
    assert.equal(errorOfEvent({ type: 'error', status: 429, error, headers }).retryAfterMs, 2000);
  });
  it('reads the flat shape', () => {
    const error = errorOfEvent({ type: 'error', code: 'server_error', message: 'oops', param: null });
    assert.deepEqual([error.kind, error.message], ['server', 'oops']);
  });
});

describe('errorOfFailure', () => {
  it('finds words when the server has none', () => {
    const error = errorOfFailure({ type: 'response.failed', response: { id: 'r', error: null } });
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
  ];
  for (const [headers, expected] of table) {
    it(`${JSON.stringify(headers)} is ${expected}`, () => assert.equal(retryAfterMs(headers), expected));
  }
});
