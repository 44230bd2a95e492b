import assert from 'node:assert/strict';
import { ForeignRig } from '../support/session/foreignRig';

/** What goes wrong, or is broken off, at a server that others wrote. */
describe('session against opencodex: failures, cancels and restarts', function () {
  this.timeout(60_000);
  const rig = ForeignRig.forTests({ startServer: true });

  const failures = [
    { status: 400, kind: 'request', requests: 1 },
    { status: 500, kind: 'server', requests: 3 },
    { status: 503, kind: 'server', requests: 3 },
  ] as const;
  for (const { status, kind, requests } of failures) {
    it(`surfaces ${status} of the model after ${requests} attempt(s), and goes on`, async () => {
      const { status: end, error, text } = await rig().ask(`fail ${status}`).done;
      assert.deepEqual(
        { end, text, status: error?.status, kind: error?.kind },
        { end: 'failed', text: '', status, kind },
      );
      assert.equal(rig().models.requests.length, requests);
      await rig().says('still here');
      rig().untroubled();
    });
  }

  it('surfaces a model that does not exist, and goes on', async () => {
    const { status, error } = await rig().ask('say hello', { model: 'chat/none' }).done;
    assert.equal(status, 'failed');
    assert.equal(error?.status, 404);
    assert.match(error.message, /model_not_found/);
    await rig().says('still here');
  });

  it('waits after a 429 and tries once more', async () => {
    const { status, error } = await rig().ask('fail 429').done;
    assert.equal(status, 'failed');
    assert.equal(error?.kind, 'rate-limit');
    assert.equal(error.retryAfterMs, 2000);
    assert.equal(rig().models.requests.length, 2);
    rig().untroubled();
  });

  it('stops at a refused key until it is told to go on', async () => {
    const { status, error } = await rig().ask('fail 401').done;
    assert.equal(status, 'failed');
    assert.equal(error?.kind, 'auth');
    assert.equal(rig().session.state.kind, 'refused');
    const refused = await rig().ask('say hello').done;
    assert.equal(refused.error?.kind, 'auth');
    assert.equal(rig().models.requests.length, 1);
    rig().session.reconnect();
    await rig().says('hello');
  });

  for (const model of ['chat/m', 'native/m']) {
    it(`keeps the text of an answer that broke off, never repeats it, and goes on (${model})`, async () => {
      const { status, text, error } = await rig().ask('break half an', { model }).done;
      assert.equal(status, 'failed');
      assert.equal(text, 'half an');
      assert.equal(error?.kind, 'server', error?.message);
      assert.equal(rig().models.requests.length, 1);
      await rig().says('whole');
      rig().untroubled();
    });
  }

  it('never gives a turn the text of the one cancelled before it', async () => {
    for (let n = 0; n < 12; n++) {
      // With a bound and a known speed the tail may be left to run out; without one the socket is given up.
      const bound = n % 2 === 0 ? {} : { maxOutputTokens: 30 };
      const talking = rig().ask(`talk cancelled${n}`, bound);
      for await (const piece of talking.text) if (piece) break;
      if (n % 3 === 0) await new Promise(resolve => setTimeout(resolve, n));
      talking.cancel();
      const { status, text } = await talking.done;
      assert.equal(status, 'cancelled');
      assert.match(text, new RegExp(`^(cancelled${n} )+$`));
      await rig().says(`after ${n}`);
    }
    await rig().models.until(requests => requests.every(({ over }) => over));
    assert.equal(rig().session.metrics().malformedFrames, 0);
  });

  it('stops the model when an endless answer is cancelled', async () => {
    const talking = rig().ask('talk endless');
    for await (const piece of talking.text) if (piece) break;
    assert.equal(rig().models.requests[0]?.hungUp, false);
    talking.cancel();
    await rig().models.until(([first]) => first?.hungUp === true);
    await rig().says('next');
  });

  it('does an inline turn while a chat answer goes on, and neither has words of the other', async () => {
    const chat = rig().ask('talk chat');
    for await (const piece of chat.text) if (piece) break;
    for (let n = 0; n < 5; n++) await rig().says(`inline ${n}`, { lane: 'inline' });
    // It still runs: more of it comes.
    for await (const piece of chat.text) if (piece) break;
    chat.cancel();
    assert.match((await chat.done).text, /^(chat )+$/);
  });

  it('redirects a running turn by a new request, as the server cannot be steered here', async () => {
    rig().session.dispose();
    rig().connect({ profile: { steer: true } });
    const turn = rig().ask('talk wrong', { model: 'native/m' });
    for await (const piece of turn.text) if (piece) break;
    assert.ok(turn.steer('say right'));
    const { status, text } = await turn.done;
    assert.equal(status, 'completed');
    assert.match(text, /^(wrong )+right$/);
    await rig().says('next');
  });

  it('finds out that there are no lanes where it was told otherwise', async () => {
    rig().session.dispose();
    rig().connect({ profile: { concurrentLanes: true, namedLanes: true, maxInFlight: 16, maxLanes: 32 } });
    const lanes = ['inline', 'edit', 'chat'] as const;
    const results = await Promise.all(lanes.map(lane => rig().says(`for ${lane}`, { lane })));
    assert.deepEqual(
      results.map(({ lane }) => lane),
      lanes,
    );
    assert.equal(rig().session.profile.namedLanes, false);
    await Promise.all(lanes.map(lane => rig().says(`again for ${lane}`, { lane })));
  });

  it('is there again when the server was restarted', async () => {
    await rig().says('before');
    const { port } = new URL(rig().server.url);
    await rig().server.dispose();
    await rig().serve({ port: Number(port) });
    await rig().says('after');
    assert.equal(rig().session.metrics().malformedFrames, 0);
  });
});
