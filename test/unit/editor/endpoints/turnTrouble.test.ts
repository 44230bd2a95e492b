import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/common/emitter';
import { turnTrouble } from '../../../../src/editor/endpoints/turnTrouble';
import { connectionError, protocolError, wireError, type WireError } from '../../../../src/protocol/errors';
import type { Lane } from '../../../../src/session/lane';
import type { TurnResult } from '../../../../src/session/turn';

const unknownModel = wireError({ status: 404, message: 'The model m does not exist.' });
const gone = wireError({ status: 503, message: 'Nothing listens there.' });

function setUp() {
  const ends = new Emitter<TurnResult>();
  const trouble = turnTrouble({ onDidEndTurn: ends.event });
  const told: (string | undefined)[] = [];
  trouble.onDidChange(error => told.push(error?.message));
  const end = (status: TurnResult['status'], lane: Lane, error?: WireError): void =>
    ends.fire({
      lane,
      status,
      text: '',
      timings: { totalMs: 1 },
      bytes: { up: 1, down: 1 },
      ...(error ? { error } : {}),
    });
  return {
    trouble,
    told,
    fail: (error: WireError, lane: Lane = 'inline') => end('failed', lane, error),
    succeed: (lane: Lane = 'inline') => end('completed', lane),
    cancel: () => end('cancelled', 'inline'),
  };
}

describe('turnTrouble', () => {
  it('is what asking again does not mend, at once, and told once', () => {
    const { trouble, told, fail } = setUp();
    fail(unknownModel);
    fail(unknownModel);
    assert.equal(trouble.current, unknownModel);
    assert.deepEqual(told, [unknownModel.message]);
  });

  it('is what may pass by itself, only after some failures in a row', () => {
    const { trouble, fail, succeed, cancel } = setUp();
    fail(gone);
    fail(gone);
    succeed();
    fail(gone);
    fail(gone);
    cancel();
    assert.equal(trouble.current, undefined);
    fail(gone);
    assert.equal(trouble.current, gone);
  });

  it('is what the key may not do, however that is said, and not a key that is refused: the connection tells of that', () => {
    for (const [status, code, isTrouble] of [
      [403, undefined, true],
      [403, 'access_denied', true],
      [500, 'permission_denied', true],
      [401, undefined, false],
      [500, 'authentication_error', false],
      [400, 'invalid_api_key', false],
    ] as const) {
      const { trouble, fail } = setUp();
      fail(wireError({ status, code, message: 'No.' }));
      assert.equal(trouble.current !== undefined, isTrouble, `${status} ${code}`);
    }
  });

  it('is a server that is not there, at once', () => {
    const { trouble, fail, succeed } = setUp();
    const unreachable = wireError({
      status: 503,
      code: 'upstream_unreachable',
      message: 'Nothing listens there.',
    });
    fail(unreachable);
    assert.equal(trouble.current, unreachable);
    succeed();
    assert.equal(trouble.current, undefined);
  });

  it('is over with the first answer, of whichever lane', () => {
    const { trouble, told, fail, succeed } = setUp();
    fail(unknownModel);
    succeed('chat');
    assert.equal(trouble.current, undefined);
    assert.deepEqual(told, [unknownModel.message, undefined]);
  });

  it('is not what the state of the connection tells', () => {
    const { told, fail } = setUp();
    fail(wireError({ status: 401, message: 'no' }));
    fail(protocolError('Binary frame.'));
    for (let i = 0; i < 5; i++) fail(connectionError('lost'));
    assert.deepEqual(told, []);
    fail(wireError({ status: 403, message: 'The key may not use this model.' }));
    assert.deepEqual(told, ['The key may not use this model.']);
  });

  it('is not what edits and chats show themselves', () => {
    const { trouble, fail } = setUp();
    fail(unknownModel, 'chat');
    fail(unknownModel, 'edit');
    assert.equal(trouble.current, undefined);
  });
});
