import assert from 'node:assert/strict';
import {
  mayBlameRequest,
  verdictOfClose,
  verdictOfOpenFailure,
  verdictOfTarget,
} from '../../../../src/session/connection/failures';
import { wireError } from '../../../../src/protocol/errors';
import type { OpenFailure } from '../../../../src/session/connection/socket';
import { TargetRefused } from '../../../../src/session/connection/targetRefused';

describe('verdictOfOpenFailure', () => {
  const cases: readonly (readonly [Partial<OpenFailure>, string, string, string])[] = [
    [{ status: 401 }, 'refuse', 'auth', 'surface'],
    [{ status: 400 }, 'refuse', 'request', 'surface'],
    [{ status: 404 }, 'refuse', 'request', 'surface'],
    [{ status: 426 }, 'refuse', 'upgrade-required', 'use-http'],
    [{ status: 429 }, 'retry', 'rate-limit', 'wait'],
    [{ status: 503 }, 'retry', 'server', 'back-off'],
    [{ status: 200 }, 'refuse', 'protocol', 'surface'],
    [{ status: 399 }, 'refuse', 'protocol', 'surface'],
    [{}, 'retry', 'connection', 'back-off'],
    [{ code: 'ECONNREFUSED' }, 'retry', 'connection', 'back-off'],
    [{ code: 'ENOTFOUND' }, 'retry', 'connection', 'back-off'],
    [{ code: 'ERR_INVALID_URL' }, 'refuse', 'connection', 'surface'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'refuse', 'connection', 'surface'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'refuse', 'connection', 'surface'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'refuse', 'connection', 'surface'],
  ];
  for (const [failure, then, kind, remedy] of cases) {
    it(`${JSON.stringify(failure)}: ${then}`, () => {
      const verdict = verdictOfOpenFailure({ message: 'm', ...failure });
      const { error } = verdict;
      assert.deepEqual([verdict.then, error.kind, error.remedy], [then, kind, remedy]);
      assert.deepEqual([error.status, error.code], [failure.status, failure.code]);
    });
  }

  it('names what is wrong with the answer or the certificate', () => {
    const messageOf = (failure: Partial<OpenFailure>): string =>
      verdictOfOpenFailure({ message: 'm', ...failure }).error.message;
    assert.match(messageOf({ status: 302 }), /302/);
    assert.match(messageOf({ code: 'CERT_HAS_EXPIRED' }), /CERT_HAS_EXPIRED/);
  });
});

describe('verdictOfTarget', () => {
  it('tries again, unless only the user can mend it', () => {
    const error = wireError({ status: 401, message: 'The key is refused.' });
    assert.deepEqual(verdictOfTarget(new TargetRefused(error)), { error, then: 'refuse' });
    for (const [thrown, message] of [
      [new Error('It has not started.'), 'It has not started.'],
      ['nonsense', 'The endpoint could not be determined.'],
    ] as const) {
      const verdict = verdictOfTarget(thrown);
      const { error: told } = verdict;
      assert.deepEqual([verdict.then, told.message, told.code], ['retry', message, 'no_endpoint']);
    }
  });
});

describe('verdictOfClose', () => {
  const cases: readonly (readonly [number, string, boolean])[] = [
    [1000, 'rest', false],
    [1001, 'retry', false],
    [1002, 'retry', true],
    [1003, 'retry', true],
    [1005, 'retry', false],
    [1006, 'retry', false],
    [1007, 'retry', true],
    [1008, 'refuse', true],
    [1009, 'retry', true],
    [1011, 'retry', false],
    [1012, 'retry', false],
    [1013, 'retry', false],
    [1015, 'retry', false],
    [4000, 'retry', true],
  ];
  for (const [code, then, blame] of cases) {
    it(`${code}: ${then}${blame ? ', and the request may be to blame' : ''}`, () => {
      const verdict = verdictOfClose(code, 'why');
      assert.equal(verdict.then, then);
      assert.equal(verdict.error.code, `close_${code}`);
      assert.equal(verdict.error.remedy, then === 'refuse' ? 'surface' : 'back-off');
      assert.equal(mayBlameRequest(code), blame);
    });
  }

  it('says why, where the server does', () => {
    assert.match(verdictOfClose(1011, 'out of memory').error.message, /\(1011: out of memory\)/);
    assert.match(verdictOfClose(1006, '').error.message, /\(1006\)/);
  });
});
