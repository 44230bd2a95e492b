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
  const cases: readonly (readonly [Partial<OpenFailure>, string, string])[] = [
    [{ status: 401 }, 'refuse', 'auth'],
    [{ status: 404 }, 'refuse', 'request'],
    [{ status: 426 }, 'refuse', 'upgrade-required'],
    [{ status: 429 }, 'retry', 'rate-limit'],
    [{ status: 503 }, 'retry', 'server'],
    [{ status: 200 }, 'refuse', 'protocol'],
    [{ code: 'ECONNREFUSED' }, 'retry', 'connection'],
    [{ code: 'ENOTFOUND' }, 'retry', 'connection'],
    [{ code: 'ERR_INVALID_URL' }, 'refuse', 'connection'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'refuse', 'connection'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'refuse', 'connection'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'refuse', 'connection'],
  ];
  for (const [failure, then, kind] of cases) {
    it(`${JSON.stringify(failure)}: ${then}`, () => {
      const verdict = verdictOfOpenFailure({ message: 'm', ...failure });
      assert.deepEqual([verdict.then, verdict.error.kind], [then, kind]);
    });
  }
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
      assert.deepEqual([verdict.then, verdict.error.message], ['retry', message]);
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
      assert.equal(verdictOfClose(code, 'why').then, then);
      assert.equal(mayBlameRequest(code), blame);
    });
  }
});
