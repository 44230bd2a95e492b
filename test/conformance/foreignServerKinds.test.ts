import assert from 'node:assert/strict';
import { usage } from '../support/session/modelServer';
import { ForeignRig, user } from '../support/session/foreignRig';

/** A server that others wrote, set up in other ways. */
describe('session against opencodex: without WebSocket, with a key', function () {
  this.timeout(60_000);
  const rig = ForeignRig.forTests({ startServer: false });

  it('carries on over HTTP where the server has no WebSocket', async () => {
    await rig().serve({ webSockets: false });
    rig().connect();
    const result = await rig().says('one two');
    assert.deepEqual(result.usage, {
      inputTokens: usage.input,
      outputTokens: usage.output,
      cachedTokens: usage.cached,
    });
    assert.ok(rig().log.some(line => line.startsWith('the endpoint has no WebSocket')));
    const lanes = ['inline', 'edit', 'chat'] as const;
    await Promise.all(lanes.map(lane => rig().says(`for ${lane}`, { lane })));

    const talking = rig().ask('talk endless');
    for await (const piece of talking.text) if (piece) break;
    talking.cancel();
    await rig().says('after');
    await rig().models.until(requests =>
      requests.some(({ said, hungUp }) => said.includes('user: talk endless') && hungUp),
    );

    const first = await rig().ask('say one', { model: 'native/m' }).done;
    await rig().says('two', {
      previous: first.responseId ?? 'none',
      fullInput: () => [user('say one'), { role: 'assistant', content: 'one' } as const, user('say two')],
    });
    assert.equal(rig().models.requests.at(-1)?.said.length, 3, 'the whole conversation');

    const failed = await rig().ask('fail 400').done;
    assert.deepEqual(
      { status: failed.error?.status, kind: failed.error?.kind },
      { status: 400, kind: 'request' },
    );
    const limited = await rig().ask('fail 429').done;
    assert.equal(limited.error?.retryAfterMs, 2000);
    assert.equal(rig().session.state.kind, 'ready');
  });

  it('is refused with a wrong key, once, and let in with the right one', async () => {
    await rig().serve({ key: 'right' });
    let key = 'wrong';
    let asked = 0;
    rig().connect({
      headers: () => {
        asked++;
        return Promise.resolve({ authorization: `Bearer ${key}` });
      },
    });
    const { error } = await rig().ask('say hello').done;
    assert.deepEqual({ status: error?.status, kind: error?.kind }, { status: 401, kind: 'auth' });
    assert.equal(rig().session.state.kind, 'refused');
    assert.equal((await rig().ask('say hello').done).error?.kind, 'auth');
    assert.equal(asked, 1);
    key = 'right';
    rig().session.reconnect();
    await rig().says('hello');
    assert.ok(!rig().log.join().includes('wrong') && !rig().log.join().includes('right'));
  });
});
