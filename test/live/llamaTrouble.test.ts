import assert from 'node:assert/strict';
import type { TurnResult } from '../../src/session/turn';
import { freePort } from '../support/freePort';
import { firstText, LiveRig } from '../support/live/liveRig';
import { LlamaServer } from '../support/live/llamaServer';

const longQuestion = 'Write a very long story about a sailor and the sea, with many chapters.';

describe("llama.cpp's own server in trouble", () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function rigFor(origin: string, args: readonly string[] = [], key = ''): Promise<LiveRig> {
    const rig = await LiveRig.start(origin, args, { UPSTREAM_KEY: key });
    ends.push(() => rig.dispose());
    return rig;
  }

  /** Asks until there is an answer. Resolves with it and with all failures before it. */
  async function untilAnswered(rig: LiveRig): Promise<{ answer: TurnResult; failures: TurnResult[] }> {
    const failures: TurnResult[] = [];
    for (;;) {
      const answer = await rig.start('Say hello', { maxOutputTokens: 4 }).done;
      if (answer.status !== 'failed') return { answer, failures };
      failures.push(answer);
    }
  }

  it('is waited for while it starts and loads its model; until then it is said in words', async () => {
    const port = await freePort();
    const server = LlamaServer.launch({ model: 'smollm', port });
    ends.push(() => server.stop());
    const rig = await rigFor(server.origin);
    const { answer, failures } = await untilAnswered(rig);
    assert.notEqual(answer.text, '');
    for (const { error } of failures)
      assert.match(error?.message ?? '', /Loading model|could not be reached|refused the connection/i);
    assert.deepEqual(await rig.upstream(), { server: 'llama.cpp', api: 'chat', completions: 'infill' });
  });

  it('is used again, over the same session, after it died in the middle of an answer and was started anew', async () => {
    const port = await freePort();
    const first = await LlamaServer.start({ model: 'smollm', port });
    ends.push(() => first.stop());
    const rig = await rigFor(first.origin);
    const turn = rig.start(longQuestion, { maxOutputTokens: 400 });
    const begun = await firstText(turn);
    await first.stop();
    const broken = await turn.done;
    assert.equal(broken.status, 'failed');
    assert.ok(broken.text.startsWith(begun), 'what was written stays');
    assert.match(broken.error?.message ?? '', /broke off|disconnected|lost|closed/i);

    const second = await LlamaServer.start({ model: 'smollm', port });
    ends.push(() => second.stop());
    const { answer } = await untilAnswered(rig);
    assert.notEqual(answer.text, '');
    rig.untroubled();
  });

  it('is asked with its key, and refuses another one in words that do not hold it', async () => {
    const server = await LlamaServer.start({ model: 'fim', apiKey: 'right-key' });
    ends.push(() => server.stop());
    const args = ['--upstream-key-env', 'UPSTREAM_KEY'];
    const right = await rigFor(server.origin, args, 'right-key');
    assert.notEqual((await right.ask('Say hello', { maxOutputTokens: 4 })).text, '');
    const wrong = await rigFor(server.origin, args, 'wrong-key');
    const { status, error } = await wrong.start('Say hello').done;
    assert.equal(status, 'failed');
    assert.equal(error?.kind, 'auth');
    assert.match(error.message, /Invalid API Key/);
    assert.ok(!wrong.gateway.process.errors.includes('wrong-key'));
  });
});
