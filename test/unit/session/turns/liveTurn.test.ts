import assert from 'node:assert/strict';
import { LiveTurn } from '../../../../src/session/turns/liveTurn';
import type { TurnResult } from '../../../../src/session/turn';
import { ManualClock } from '../../../support/manualClock';

const call = { callId: 'c1', name: 'read', arguments: '{}' };

function started() {
  const ends: TurnResult[] = [];
  const turn = new LiveTurn({ lane: 'chat', input: 'q' }, new ManualClock(), result => ends.push(result));
  return { turn, ends };
}

describe('LiveTurn', () => {
  it('ends once, as it ended first', async () => {
    const { turn, ends } = started();
    turn.end({ status: 'completed', responseId: 'r1' });
    turn.end({ status: 'failed' });
    turn.cancel();
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['completed'],
    );
    assert.equal((await turn.done).responseId, 'r1');
  });

  it('says nothing in its result of what it has none of', async () => {
    const { turn } = started();
    turn.cancel();
    assert.deepEqual(await turn.done, {
      lane: 'chat',
      status: 'cancelled',
      text: '',
      timings: { totalMs: 0 },
      bytes: { up: 0, down: 0 },
    });
  });

  it('wants no calls any more that were asked for before a redirect', async () => {
    const { turn } = started();
    turn.called(call);
    turn.redirected('do not read anything');
    turn.append('All right.');
    turn.end({ status: 'completed' });
    assert.equal('calls' in (await turn.done), false);
  });

  it('takes no effect of a redirect once it is over', () => {
    const { turn } = started();
    let redirects = 0;
    turn.controlledBy({
      ended() {},
      redirect: () => ++redirects > 0,
    });
    assert.equal(turn.steer('a'), true);
    turn.cancel();
    assert.equal(turn.steer('b'), false);
    assert.equal(redirects, 1);
  });
});
