import assert from 'node:assert/strict';
import { codeOf, messageOf, toError } from '../../../src/common/thrown';

describe('What was thrown', () => {
  it('says its message, if it is an error', () => {
    assert.equal(messageOf(new TypeError('no such thing')), 'no such thing');
    assert.equal(messageOf(new Error(''), 'unknown'), '');
  });
  it('says itself, or what it is to say, if it is none', () => {
    assert.equal(messageOf('just words'), 'just words');
    assert.equal(messageOf(undefined), 'undefined');
    assert.equal(messageOf({ code: 7 }, 'It failed.'), 'It failed.');
  });
  it('has a code, if it is an error with a name for what happened', () => {
    assert.equal(codeOf(Object.assign(new Error('x'), { code: 'ECONNRESET' })), 'ECONNRESET');
    assert.equal(codeOf(Object.assign(new Error('x'), { code: 7 })), undefined);
    for (const none of [new Error('x'), { code: 'ECONNRESET' }, 'ECONNRESET', null, undefined])
      assert.equal(codeOf(none), undefined);
  });
  it('is the same error, or one that says as much', () => {
    const error = new RangeError('too far');
    assert.equal(toError(error), error);
    assert.equal(toError('just words').message, 'just words');
    assert.equal(toError(undefined, 'aborted').message, 'aborted');
  });
});
