import assert from 'node:assert/strict';
import { BareAnswers } from '../../../../src/completion/requests/bareAnswers';
import { InFlight, type AskOptions } from '../../../../src/completion/requests/inFlight';
import { at } from '../../../support/completion/cursorText';
import { FakeSession, settled } from '../../../support/completion/fakeSession';
import { ManualClock } from '../../../support/manualClock';

/** @param expected whether the endpoint answers with the bare text */
function setUp(expected = true) {
  const session = new FakeSession();
  const clock = new ManualClock();
  const bare = new BareAnswers(() => expected);
  bare.wasPlain();
  const inFlight = new InFlight(clock, bare);
  const ask = (screen: string, how: AskOptions = {}) =>
    inFlight.ask(at(screen), lane => session.start({ lane, input: screen }), how);
  const running = (): string[] =>
    session.turns
      .filter(turn => !turn.cancelled)
      .map(({ request }) => `${request.lane}: ${String(request.input)}`);
  return { session, clock, inFlight, ask, running };
}

describe('InFlight', () => {
  it('gives each request that runs a lane of its own', () => {
    const { ask, running } = setUp();
    ask('a█');
    ask('b█');
    ask('c█', { purpose: 'prefetch' });
    assert.deepEqual(running(), ['inline: a█', 'inline-2: b█', 'prefetch: c█']);
  });
  it('uses the lane of one that was cancelled again', () => {
    const { inFlight, ask, running } = setUp();
    ask('a█');
    inFlight.cancelDiverged(at('b█'));
    ask('b█');
    assert.deepEqual(running(), ['inline: b█']);
  });
  it('lets the newest of too many run', () => {
    const { ask, running } = setUp();
    ask('a█');
    ask('b█', { purpose: 'selected' });
    ask('c█');
    ask('d█', { purpose: 'prefetch' });
    ask('e█', { purpose: 'prefetch' });
    assert.deepEqual(running(), ['inline-2: b█', 'inline: c█', 'prefetch: e█']);
    ask('f█', { purpose: 'alternative' });
    ask('g█', { purpose: 'alternative' });
    assert.deepEqual(running().slice(2), ['prefetch: e█', 'inline-3: g█']);
  });
  it('keeps what was asked ahead while the cursor may still come there', () => {
    const { inFlight, ask, running } = setUp();
    ask('foo(a)█', { purpose: 'prefetch' });
    inFlight.cancelDiverged(at('foo█'));
    inFlight.cancelDiverged(at('foo(█)'));
    assert.equal(running().length, 1);
    inFlight.cancelDiverged(at('fox█'));
    assert.equal(running().length, 0);
  });
  it('never sends what was taken back before its delay was over', async () => {
    const { session, clock, inFlight, ask } = setUp();
    ask('a█', { delay: 50 });
    inFlight.cancelWaiting();
    await clock.advance(100);
    assert.equal(session.turns.length, 0);
    assert.equal(clock.pending, 0);
  });
  it('does not take another answer for the one of its place', () => {
    const { inFlight, ask } = setUp();
    ask('a█', { purpose: 'alternative' });
    assert.equal(inFlight.find(at('a█')), undefined);
    assert.equal(ask('a█'), inFlight.find(at('a█')));
  });
  it('says once that what it had was thoughts', async () => {
    const { session, inFlight, ask } = setUp(false);
    let times = 0;
    inFlight.onDidTakeBack(() => times++);
    ask('let a = █');
    for (const text of ['one is one.\n', '</think>\n', '<fill>1', ';']) {
      session.turn.say(text);
      await settled();
    }
    assert.equal(times, 1);
  });
  it('says when it is busy', async () => {
    const { session, clock, inFlight, ask } = setUp();
    const busy: boolean[] = [];
    inFlight.onDidChangeBusy(now => busy.push(now));
    ask('a█', { delay: 50 });
    assert.deepEqual(busy, []);
    await clock.advance(50);
    ask('b█');
    session.turns[0]?.end();
    await settled();
    assert.deepEqual(busy, [true]);
    session.turns[1]?.end();
    await settled();
    assert.deepEqual(busy, [true, false]);
  });
  it('runs nothing once it is disposed', () => {
    const { session, inFlight, ask } = setUp();
    ask('a█');
    inFlight.dispose();
    assert.equal(session.turn.cancelled, true);
    assert.equal(ask('b█').ended, true);
    assert.equal(session.turns.length, 1);
  });
});
