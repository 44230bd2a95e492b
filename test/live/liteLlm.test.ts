import assert from 'node:assert/strict';
import type { Turn } from '../../src/session/turn';
import { figure } from '../support/live/figures';
import { liveParts } from '../support/live/liveParts';
import { cancelWriting } from '../support/live/llamaRig';
import { LiveRig, sessionWith } from '../support/live/liveRig';
import { liteLlmKey, overWebSocket, startLiteLlm, type LiteLlm } from '../support/live/liteLlm';
import { LlamaServer } from '../support/live/llamaServer';

const instructions = 'You are a helpful programmer. Answer in one short paragraph.';
const question = 'What does the function Array.prototype.map do in JavaScript?';
const longQuestion = 'Write a very long story about a sailor and the sea, with many chapters.';
const longLimit = 400;

describe("LiteLLM in front of llama.cpp's own server with SmolLM2", () => {
  let server: LlamaServer;
  let proxy: LiteLlm;
  const rigs: LiveRig[] = [];

  before(async function () {
    const { litellm } = liveParts();
    if (litellm === undefined) return this.skip();
    server = await LlamaServer.start({ model: 'smollm' });
    proxy = await startLiteLlm(litellm, server.origin, 'smollm');
  });
  after(async () => {
    await proxy?.stop();
    await server?.stop();
  });
  afterEach(async function () {
    for (const rig of rigs.splice(0)) {
      if (this.currentTest?.state === 'failed') console.error(rig.log.join('\n'), rig.gateway.process.errors);
      rig.untroubled();
      await rig.dispose();
    }
    await server.idle();
  });

  async function rigFor(key: string, args: readonly string[] = []): Promise<LiveRig> {
    const rig = await LiveRig.start(
      `${proxy.origin}/v1`,
      ['--upstream-key-env', 'MODEL_KEY', '--upstream-model', 'smollm', ...args],
      { MODEL_KEY: key },
    );
    rigs.push(rig);
    return rig;
  }

  for (const api of ['chat', 'responses'] as const) {
    it(`streams what llama.cpp says without streaming, with its count of tokens: ${api}`, async () => {
      const rig = await rigFor(liteLlmKey, ['--upstream-api', api]);
      assert.deepEqual(await rig.upstream(), { server: 'another server', api, completions: api });
      const { json } = await server.post('/v1/chat/completions', {
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: question },
        ],
        max_tokens: 32,
      });
      const turn = rig.start(question, { instructions, maxOutputTokens: 32 });
      const pieces: string[] = [];
      for await (const piece of turn.text) pieces.push(piece);
      const { text, usage, timings } = await turn.done;
      assert.equal(pieces.join(''), text);
      const said = JSON.stringify(json);
      assert.ok(said.includes(JSON.stringify(text)), `${text}\n${said}`);
      assert.ok(said.includes(`"prompt_tokens":${usage?.inputTokens}`), said);
      assert.ok(said.includes(`"completion_tokens":${usage?.outputTokens}`), said);
      figure('first token', `${timings.firstTokenMs?.toFixed(0)} ms`);
    });
  }

  it('is talked to directly, over its WebSocket: two turns, a cancel, and a turn behind it', async () => {
    const log: string[] = [];
    const session = sessionWith(`ws${proxy.origin.slice('http'.length)}/v1/responses`, liteLlmKey, log);
    const ask = (input: string, maxOutputTokens: number): Turn =>
      session.start({ lane: 'chat', model: overWebSocket('smollm'), input, maxOutputTokens });
    try {
      const { json } = await server.post('/v1/chat/completions', {
        messages: [{ role: 'user', content: question }],
        max_tokens: 32,
      });
      for (const _ of ['first', 'second']) {
        const turn = ask(question, 32);
        const pieces: string[] = [];
        for await (const piece of turn.text) pieces.push(piece);
        const { text, status, error } = await turn.done;
        assert.notEqual(status, 'failed', error?.message);
        assert.equal(pieces.join(''), text);
        assert.ok(JSON.stringify(json).includes(JSON.stringify(text)), text);
      }
      const steps = await cancelWriting(server, () => ask(longQuestion, longLimit));
      figure('steps before it stopped', `${steps} of ${longLimit}`);
      const { status, error } = await ask(question, 16).done;
      assert.notEqual(status, 'failed', error?.message);
    } catch (error) {
      console.error(log.join('\n'));
      throw error;
    } finally {
      session.dispose();
    }
  });

  it('passes a cancel on: the server behind it stops writing', async () => {
    const rig = await rigFor(liteLlmKey, ['--upstream-api', 'chat']);
    const steps = await cancelWriting(server, () => rig.start(longQuestion, { maxOutputTokens: longLimit }));
    assert.ok(steps < longLimit, `${steps} steps`);
  });

  it('says in words that a prompt is too long, and that there is no such model', async () => {
    const rig = await rigFor(liteLlmKey, ['--upstream-api', 'chat']);
    const long = await rig.start('a word and another one, '.repeat(1_000)).done;
    assert.equal(long.status, 'failed');
    assert.match(long.error?.message ?? '', /request \(\d+ tokens\) exceeds the available context size/);
    const unknown = await LiveRig.start(
      `${proxy.origin}/v1`,
      ['--upstream-key-env', 'MODEL_KEY', '--upstream-model', 'no-such-model', '--upstream-api', 'chat'],
      { MODEL_KEY: liteLlmKey },
    );
    rigs.push(unknown);
    const { status, error } = await unknown.start('Say hello').done;
    assert.equal(status, 'failed');
    assert.match(error?.message ?? '', /no-such-model/);
  });
});
