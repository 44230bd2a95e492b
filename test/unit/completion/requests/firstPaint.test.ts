import assert from 'node:assert/strict';
import { BareAnswers } from '../../../../src/completion/requests/bareAnswers';
import { firstPaint } from '../../../../src/completion/requests/firstPaint';
import { PendingAnswer } from '../../../../src/completion/requests/pendingAnswer';
import { at } from '../../../support/completion/cursorText';
import { FakeTurn, settled } from '../../../support/completion/fakeSession';
import { ManualClock } from '../../../support/manualClock';

const screen = 'function f() {\n  █\n}\n';

/** An answer on its way, and what waits 60 ms for more than its first lines. */
function setUp(now = screen) {
  const clock = new ManualClock();
  const turn = new FakeTurn({ lane: 'inline', input: [] });
  const answer = new PendingAnswer(at(screen), 'here', () => turn, new BareAnswers(() => true));
  answer.start();
  const call = new AbortController();
  let painted: string | undefined = 'waiting';
  const paint = (): void => {
    void firstPaint(answer, at(now), { clock, settleMs: 60 }, call.signal).then(rest => {
      painted = rest === undefined ? undefined : rest.text + (rest.complete ? '' : '…');
    });
  };
  return {
    clock,
    turn,
    answer,
    call,
    paint,
    say: async (text: string) => {
      turn.say(text);
      await settled();
    },
    painted: async () => {
      await settled();
      return painted;
    },
  };
}

describe('firstPaint', () => {
  it('paints a complete piece at once', async () => {
    const { clock, say, paint, painted } = setUp();
    paint();
    await say('a();\n  b();\n\n  c();\n');
    assert.equal(await painted(), 'a();\n  b();');
    assert.equal(clock.pending, 0);
  });
  it('paints at once what was there before', async () => {
    const { say, paint, painted } = setUp();
    await say('a();\n\n  c();\n');
    paint();
    assert.equal(await painted(), 'a();');
  });
  it('waits for more than the first lines, and then paints all there is', async () => {
    const { clock, say, paint, painted } = setUp();
    paint();
    await say('a(');
    assert.equal(clock.pending, 0);
    await say(');\n');
    clock.tick(30);
    await say('  b();\n');
    clock.tick(29);
    assert.equal(await painted(), 'waiting');
    clock.tick(1);
    assert.equal(await painted(), 'a();\n  b();…');
  });
  it('paints the whole of an answer that ends while it waits', async () => {
    const { clock, turn, say, paint, painted } = setUp();
    paint();
    await say('a();\n');
    await say('  b();');
    turn.end();
    assert.equal(await painted(), 'a();\n  b();');
    assert.equal(clock.pending, 0);
  });
  it('paints nothing of an answer that failed', async () => {
    const { clock, turn, say, paint, painted } = setUp();
    paint();
    await say('a();\n');
    turn.end('failed');
    assert.equal(await painted(), undefined);
    assert.equal(clock.pending, 0);
  });
  it('paints nothing where the typing went another way', async () => {
    const { say, paint, painted } = setUp('function f() {\n  b█\n}\n');
    paint();
    await say('a();\n');
    assert.equal(await painted(), undefined);
  });
  it('ends when nobody waits any more, and leaves no timer', async () => {
    const { clock, call, say, paint, painted } = setUp();
    paint();
    await say('a();\n');
    call.abort();
    assert.equal(await painted(), undefined);
    assert.equal(clock.pending, 0);
  });
  it('does not begin to wait for somebody who is gone', async () => {
    const { clock, call, say, paint, painted } = setUp();
    await say('a();\n\n  c();\n');
    call.abort();
    paint();
    assert.equal(await painted(), undefined);
    assert.equal(clock.pending, 0);
  });
});
