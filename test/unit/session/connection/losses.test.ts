import assert from 'node:assert/strict';
import { connectionError } from '../../../../src/protocol/errors';
import { Losses } from '../../../../src/session/connection/losses';

describe('Losses', () => {
  const error = connectionError('It is gone.');

  it('remembers why, until a connection is open', () => {
    const losses = new Losses(() => 0.5);
    assert.equal(losses.error, undefined);
    losses.lost(error, true);
    assert.equal(losses.error, error);
    losses.opened();
    assert.equal(losses.error, undefined);
  });

  it('has one connection stand in for one that was lost, however many attempts that takes, and no further one', () => {
    const losses = new Losses(() => 0.5);
    losses.lost(error, false);
    assert.equal(losses.opened(), false, 'none had been open');
    losses.lost(error, true);
    losses.lost(error, false);
    assert.deepEqual([losses.opened(), losses.opened()], [true, false]);
  });

  it('has longer and longer pauses, until a connection was of use', () => {
    const losses = new Losses(() => 0.5);
    assert.deepEqual([losses.nextPauseMs(), losses.nextPauseMs()], [188, 375]);
    losses.forgive();
    assert.equal(losses.nextPauseMs(), 188);
  });
});
