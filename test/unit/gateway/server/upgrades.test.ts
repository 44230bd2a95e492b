import assert from 'node:assert/strict';
import { once } from 'node:events';
import { fixedLimits } from '../../../../src/gateway/limits';
import { announcementHeader, readAnnouncement } from '../../../../src/protocol/announcement';
import { bearer, RunningGateway } from '../../../support/gateway/runningGateway';

describe('Upgrades', () => {
  const gateway = RunningGateway.forTests();

  it('announces what it can do in the handshake, and takes any OpenAI-Beta header', async () => {
    const { upgrade } = await gateway().connect({
      ...bearer,
      'openai-beta': 'responses_websockets=2026-02-06',
    });
    const announcement = readAnnouncement(String(upgrade[announcementHeader]));
    assert.deepEqual(announcement, {
      v: 1,
      engine: 'driven',
      model: 'model-a',
      concurrentLanes: true,
      steer: true,
      warmUp: true,
      cancel: true,
      incremental: true,
      promptCache: true,
      maxInFlight: 16,
      maxLanes: 32,
      maxConnectionMs: 3_600_000,
    });
  });

  it('refuses before the upgrade: no token, wrong token, a web origin, a foreign host, a wrong path', async () => {
    assert.equal(await gateway().refusal({}), 401);
    assert.equal(await gateway().refusal({ authorization: 'Bearer other' }), 401);
    assert.equal(await gateway().refusal({ ...bearer, origin: 'https://evil.example' }), 403);
    assert.equal(await gateway().refusal({ ...bearer, host: 'rebound.example' }), 403);
    assert.equal(await gateway().refusal(bearer, '/other'), 404);
    assert.equal(await gateway().refusal(bearer, '?model=x'), 101);
  });

  it('serves a turn', async () => {
    const { socket, frames } = await gateway().connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    answer.text('Hi.');
    answer.end();
    await gateway().until(() => frames.some(({ type }) => type === 'response.completed'));
    assert.equal(frames.length, 9);
  });

  it('closes with 1003 on a binary frame and 1009 on one that is too large', async () => {
    const binary = await gateway().connect();
    binary.socket.send(Buffer.from('{"type":"response.create","input":"x"}'));
    assert.equal((await once(binary.socket, 'close'))[0], 1003);
    const large = await gateway().connect();
    large.socket.on('error', () => {});
    large.socket.send('x'.repeat(fixedLimits.maxRequestBytes + 1));
    assert.equal((await once(large.socket, 'close'))[0], 1009);
  });

  it('takes a large frame below the limit', async () => {
    const { socket } = await gateway().connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'x'.repeat(8_000_000) }));
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    assert.ok(JSON.stringify(answer.request.input).length > 8_000_000);
  });

  it('stops the engine when the socket is lost', async () => {
    const { socket } = await gateway().connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    socket.terminate();
    await gateway().until(() => answer.signal.aborted);
  });

  it('makes an engine wait for a reader that does not read, and gives it everything when it does', async function () {
    this.timeout(20_000);
    const { socket, frames } = await gateway().connect();
    socket.send(JSON.stringify({ type: 'response.create', input: 'hello' }));
    const answer = await gateway().until(() => gateway().engine.answers[0]);
    socket.pause();
    const chunk = 'x'.repeat(64 * 1024);
    let given = 0;
    for (; given < 400; given++) answer.text(chunk);
    answer.end();
    for (let before = -1; before !== answer.taken();) {
      before = answer.taken();
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    assert.ok(answer.taken() < given, 'more than the network can hold was taken from the engine');
    socket.resume();
    await gateway().until(() => frames.some(({ type }) => type === 'response.completed'));
    assert.equal(frames.filter(({ delta }) => delta !== undefined).length, given);
  });
});
