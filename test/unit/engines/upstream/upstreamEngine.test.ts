import { fixedKey } from '../../../../src/engines/upstream/upstreamKey';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../../src/common/systemClock';
import type { Clock } from '../../../../src/common/clock';
import type { EngineRequest } from '../../../../src/engines/engine';
import { writeForm } from '../../../../src/protocol/promptForms';
import { hello, helloText } from '../../../support/upstreams/answers';
import { serverKinds } from '../../../support/upstreams/servers';
import { data, json, stream, type Asked, type Reply } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';
import { createDeferred } from '../../../../src/common/deferred';
import { ManualClock } from '../../../support/manualClock';
import { selfSigned } from '../../../support/upstreams/selfSigned';
import { startConnectProxy } from '../../../support/network/connectProxy';
import { readAuthorities } from '../../../../src/engines/upstream/http/certificates';
import { StandIn } from '../../../support/upstreams/standIn';

const { vllm, ollama } = serverKinds;
const usual = (asked: Asked): Reply => vllm.reply(asked, hello);
const request: EngineRequest = {
  model: vllm.model,
  instructions: '',
  input: [{ type: 'message', role: 'user', content: 'Hi' }],
  maxOutputTokens: undefined,
};
const piece = data({ choices: [{ index: 0, delta: { content: 'word ' }, finish_reason: null }] });

describe('Upstream engine', function () {
  // Certificates take a busy machine a while.
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  const generate = (signal: AbortSignal, asked = request) =>
    rig.engine.generate(asked, signal)[Symbol.asyncIterator]();

  it('closes the connection in the same tick in which it is aborted, in every phase', async () => {
    const endless = createDeferred<undefined>();
    const phases: Readonly<Record<string, Reply>> = {
      'before the headers': { before: [endless.promise], steps: [] },
      'before the first byte': stream([]),
      'in the middle': stream([piece]),
    };
    rig = await startRig(usual);
    for (const [phase, reply] of Object.entries(phases)) {
      const { posts } = rig.standIn;
      const steps = [...reply.steps, endless.promise];
      rig.standIn.answer = () => ({ ...reply, steps });
      const abort = new AbortController();
      const answer = generate(abort.signal);
      const first = answer.next();
      await rig.standIn.until(() => rig.standIn.posts.length > posts.length);
      if (phase === 'in the middle') assert.match(JSON.stringify((await first).value), /"text"/);
      const over = phase === 'in the middle' ? answer.next() : first;
      abort.abort(new Error('enough'));
      await assert.rejects(over, /enough/, phase);
      await rig.standIn.until(() => rig.standIn.posts.at(-1)?.hungUp === true);
    }
    endless.resolve(undefined);
  });

  it('leaves nothing running upstream after a storm of cancels', async () => {
    rig = await startRig(usual);
    const never = createDeferred<undefined>();
    rig.standIn.answer = () => ({ ...stream([]), steps: [piece, never.promise] });
    const storm = Array.from({ length: 200 }, async (_, n) => {
      const abort = new AbortController();
      const answer = generate(abort.signal);
      const first = answer.next();
      if (n % 2 === 0) await first;
      abort.abort(new Error('enough'));
      await Promise.allSettled([first, answer.next()]);
    });
    await Promise.all(storm);
    await rig.standIn.until(() => rig.standIn.posts.every(({ over }) => over));
    assert.ok(rig.standIn.posts.every(({ hungUp }) => hungUp));
    never.resolve(undefined);
  });

  const silent: readonly (readonly [string, Reply, RegExp])[] = [
    ['headers do not come', { before: [{ do: 'hang' }], steps: [] }, /no sign of an answer for 7 s/],
    ['headers come and nothing else', stream([]), /no sign of an answer for 7 s/],
    ['it falls silent', stream([piece]), /fell silent in the middle of the answer for 3 s/],
  ];
  for (const [what, reply, message] of silent) {
    it(`gives up when ${what}`, async () => {
      const clock = new ManualClock();
      rig = await startRig(usual, { waits: { connectMs: 1_000, firstTokenMs: 7_000, idleMs: 3_000 } }, clock);
      rig.standIn.answer = () => ({ ...reply, steps: [...reply.steps, { do: 'hang' }] });
      const answer = generate(new AbortController().signal);
      let next = answer.next();
      if (reply.steps.length > 0) {
        await next;
        next = answer.next();
      }
      await rig.standIn.until(() => rig.standIn.posts.length === 1);
      const over = assert.rejects(next, (error: Error) => message.test(error.message));
      let ended = false;
      void over.finally(() => (ended = true));
      // The wait for the first byte begins when the headers have come, so the clock may have to go on twice.
      while (!ended) {
        await new Promise(resolve => setImmediate(resolve));
        clock.tick(1_000);
      }
      await over;
      await rig.standIn.until(() => rig.standIn.posts[0]?.hungUp === true);
    });
  }

  const role = data({
    choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }],
  });
  const thought = data({ choices: [{ index: 0, delta: { reasoning_content: 'hm' }, finish_reason: null }] });
  const patient: readonly (readonly [string, readonly string[]])[] = [
    ['the role', [role]],
    ['a comment', [': PROCESSING\n\n']],
    ['a thought', [role, thought]],
    ['a thought after some text', [piece, thought]],
  ];
  for (const [what, steps] of patient) {
    it(`waits as long as for the first token after ${what}`, async () => {
      const clock = new ManualClock();
      rig = await startRig(usual, { waits: { connectMs: 1_000, firstTokenMs: 9_000, idleMs: 3_000 } }, clock);
      const silence = createDeferred<undefined>();
      const end = data({ choices: [{ index: 0, delta: { content: 'end' }, finish_reason: 'stop' }] });
      rig.standIn.answer = () => ({ ...stream([]), steps: [...steps, silence.promise, end, data('[DONE]')] });
      const answer = generate(new AbortController().signal);
      let text = '';
      const all = (async () => {
        for (;;) {
          const step = await answer.next();
          if (step.done) return;
          if (step.value.kind === 'text') text += step.value.text;
        }
      })();
      await rig.standIn.until(() => rig.standIn.posts.length === 1);
      for (let n = 0; n < 50; n++) await new Promise(resolve => setImmediate(resolve));
      for (let n = 0; n < 8; n++) {
        clock.tick(1_000);
        await new Promise(resolve => setImmediate(resolve));
      }
      silence.resolve(undefined);
      await all;
      assert.match(text, /end$/);
    });
  }

  it('takes an answer for whole when nothing but usage is missing and the server keeps the connection open', async () => {
    rig = await startRig(usual, {}, quickSilence);
    rig.standIn.answer = asked => {
      const text = vllm.reply(asked, hello).steps.map(String).join('');
      const upToStop = text.slice(0, text.indexOf('data: {', text.indexOf('"stop"')));
      return { ...stream([]), steps: [upToStop, { do: 'hang' }] };
    };
    const seen = await ask(rig, { input: 'Hi' });
    assert.deepEqual([seen.text, seen.state], [helloText, 'completed']);
  });

  it('sends the key to the server, in its own header, and puts it nowhere else', async () => {
    const { azure, openai } = serverKinds;
    rig = await startRig(asked => azure.reply(asked, hello), {
      path: '/openai/v1',
      server: 'azure',
      model: azure.model,
      key: fixedKey(azure.key),
    });
    assert.equal((await ask(rig, { input: 'Hi' })).text, helloText);
    assert.equal(rig.standIn.posts[0]?.headers['api-key'], azure.key);
    assert.equal(rig.standIn.posts[0]?.headers.authorization, undefined);
    await rig.dispose();
    rig = await startRig(() => openai.refusals.key, {
      server: 'openai',
      model: 'gpt-6.2-sol',
      key: fixedKey(openai.key),
    });
    const seen = await ask(rig, { input: 'Hi' });
    assert.equal(seen.status, 401);
    assert.match(String(seen.message), /Incorrect API key provided: \*\*\*\./);
    assert.ok(!JSON.stringify([seen, rig.log]).includes(String(openai.key)));
  });

  it('leaves out what a server refuses by name, once and for all', async () => {
    rig = await startRig(asked => serverKinds.mistral.reply(asked, hello), {
      model: 'codestral-latest',
      key: fixedKey(serverKinds.mistral.key),
      server: 'vllm',
      api: 'chat',
    });
    const body = { input: 'Hi', reasoning: { effort: 'low' }, prompt_cache_key: 'k' };
    assert.equal((await ask(rig, body)).text, helloText);
    assert.equal(rig.standIn.posts.length, 4);
    assert.equal((await ask(rig, body)).text, helloText);
    assert.equal(rig.standIn.posts.length, 5);
    const last = rig.standIn.posts.at(-1)?.body ?? {};
    assert.deepEqual(
      ['stream_options', 'reasoning_effort', 'prompt_cache_key'].filter(field => field in last),
      [],
    );
  });

  it('hands on the service tier, and tells the one that was served', async () => {
    const { openai } = serverKinds;
    const options = { model: 'gpt-6.2-sol', key: fixedKey(openai.key), server: 'openai' } as const;
    rig = await startRig(asked => openai.reply(asked, hello), options);
    assert.equal((await ask(rig, { input: 'Hi', service_tier: 'ultrafast' })).serviceTier, 'default');
    assert.equal(rig.standIn.posts.at(-1)?.body['service_tier'], 'ultrafast');
  });

  it('says so where the service tier had to be left out', async () => {
    rig = await startRig(asked =>
      'service_tier' in asked.body
        ? json({ error: { message: 'Unknown field: service_tier', param: 'service_tier' } }, 400)
        : vllm.reply(asked, hello),
    );
    assert.equal((await ask(rig, { input: 'Hi', service_tier: 'ultrafast' })).serviceTier, 'default');
    assert.equal((await ask(rig, { input: 'Hi' })).serviceTier, undefined);
  });

  it('hands a refusal of a tier on: that another one would do is for the client to say', async () => {
    rig = await startRig(asked =>
      'service_tier' in asked.body
        ? json({ error: { message: "Invalid value: 'ultrafast'.", param: 'service_tier' } }, 400)
        : vllm.reply(asked, hello),
    );
    const { status, code } = await ask(rig, { input: 'Hi', service_tier: 'ultrafast' });
    assert.deepEqual([status, code], [400, 'upstream_tier_refused']);
    assert.equal(rig.standIn.posts.length, 1);
  });

  it('finds the name of the limit that a server wants', async () => {
    const { openai } = serverKinds;
    const options = { model: 'gpt-6.2-sol', key: fixedKey(openai.key), server: 'vllm', api: 'chat' } as const;
    rig = await startRig(asked => openai.reply(asked, hello), options);
    assert.equal((await ask(rig, { input: 'Hi', max_output_tokens: 50 })).text, helloText);
    assert.equal(rig.standIn.posts.at(-1)?.body['max_completion_tokens'], 50);
  });

  it('asks as in a chat when server or model cannot fill in the middle after all', async () => {
    rig = await startRig(asked =>
      asked.path === '/v1/completions'
        ? json(
            { error: { message: `registry.ollama.ai/library/x does not support insert`, type: 'api_error' } },
            400,
          )
        : ollama.reply(asked, hello),
    );
    const cursor = writeForm({
      kind: 'cursor',
      path: 'a.ts',
      language: 'typescript',
      prefix: 'a',
      suffix: 'b',
    });
    for (let n = 0; n < 2; n++) assert.equal((await ask(rig, { input: cursor })).text, helloText);
    assert.deepEqual(
      rig.standIn.posts.map(asked => asked.path),
      ['/v1/completions', '/v1/chat/completions', '/v1/chat/completions'],
    );
    assert.equal(rig.engine.upstream?.completions, 'chat');
  });

  it('refuses a chat where only completions were asked for, and a model it does not know how to fill', async () => {
    rig = await startRig(usual, { api: 'completions' });
    const chat = await ask(rig, { input: 'Hi' });
    assert.deepEqual([chat.status, chat.code], [400, 'turns_not_supported']);
    await rig.dispose();
    rig = await startRig(usual, { api: 'completions', model: 'llama-3' });
    const seen = await ask(rig, {
      input: writeForm({ kind: 'cursor', path: '', language: '', prefix: 'a', suffix: '' }),
    });
    assert.deepEqual([seen.status, seen.code], [400, 'fim_unknown']);
    assert.match(String(seen.message), /--upstream-fim \(codeqwen, qwen, starcoder2/);
  });

  it('sends further headers with each request; the key wins over them', async () => {
    rig = await startRig(usual, {
      key: fixedKey('k'),
      headers: { 'x-tenant': 't', authorization: 'Bearer other' },
    });
    await ask(rig, { input: 'Hi' });
    assert.ok(rig.standIn.asked.length > 1);
    for (const { headers } of rig.standIn.asked) {
      assert.deepEqual([headers['x-tenant'], headers.authorization], ['t', 'Bearer k']);
    }
  });

  it('refuses a tool call nobody offered', async () => {
    rig = await startRig(asked =>
      vllm.reply(asked, { tokens: [], calls: [{ id: 'c', name: 'rm', arguments: '{}' }] }),
    );
    const seen = await ask(rig, { input: 'Hi' });
    assert.deepEqual([seen.status, seen.code], [502, 'upstream_unexpected_tool_call']);
  });

  it('offers functions only, and refuses a client that insists on another kind of tool', async () => {
    rig = await startRig(usual);
    const tools = [
      { type: 'function', name: 'f', parameters: { type: 'object' } },
      { type: 'web_search' },
      { type: 'custom', name: 'patch' },
    ];
    await ask(rig, { input: 'Hi', tools });
    assert.deepEqual(rig.standIn.posts[0]?.body['tools'], [
      { type: 'function', function: { name: 'f', parameters: { type: 'object' } } },
    ]);
    const seen = await ask(rig, { input: 'Hi', tools, tool_choice: { type: 'web_search' } });
    assert.deepEqual([seen.status, seen.code], [400, 'unsupported_tool']);
  });

  it('trusts an authority of ones own besides the usual ones, and says so when it is not trusted', async () => {
    const identity = await selfSigned();
    const secure = await StandIn.start(usual, identity);
    const folder = await mkdtemp(path.join(tmpdir(), 'ca-'));
    try {
      rig = await startRig(usual, { url: secure.origin, model: vllm.model });
      const seen = await ask(rig, { input: 'Hi' });
      assert.deepEqual([seen.status, seen.code], [502, 'upstream_certificate']);
      assert.match(String(seen.message), /--upstream-ca FILE/);
      await rig.dispose();
      const file = path.join(folder, 'ca.pem');
      await writeFile(file, identity.cert);
      rig = await startRig(usual, { url: secure.origin, authorities: await readAuthorities(file, {}) });
      assert.equal((await ask(rig, { input: 'Hi' })).text, helloText);
    } finally {
      await rm(folder, { recursive: true });
      await secure.dispose();
    }
  });

  it('goes through the proxy of the environment, and past it where NO_PROXY says so', async () => {
    const identity = await selfSigned();
    const secure = await StandIn.start(usual, identity);
    const proxy = await startConnectProxy(0, { 'upstream.test:443': secure.port });
    const folder = await mkdtemp(path.join(tmpdir(), 'ca-'));
    try {
      const file = path.join(folder, 'ca.pem');
      await writeFile(file, identity.cert);
      const options = {
        url: 'https://upstream.test/v1',
        authorities: await readAuthorities(file, {}),
        environment: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
      };
      rig = await startRig(usual, options);
      assert.equal((await ask(rig, { input: 'Hi' })).text, helloText);
      assert.ok(proxy.requests.includes('CONNECT upstream.test:443'));
      await rig.dispose();
      rig = await startRig(usual, { ...options, url: 'https://elsewhere.test/v1', model: 'm' });
      const refused = await ask(rig, { input: 'Hi' });
      assert.deepEqual([refused.status, refused.code], [502, 'upstream_proxy']);
      await rig.dispose();
      const through = (): number => proxy.requests.filter(line => line.includes('upstream.test')).length;
      const before = through();
      rig = await startRig(usual, {
        ...options,
        environment: { ...options.environment, NO_PROXY: 'upstream.test' },
      });
      assert.equal((await ask(rig, { input: 'Hi' })).code, 'upstream_unreachable');
      assert.equal(through(), before);
    } finally {
      await rm(folder, { recursive: true });
      await proxy.stop();
      await secure.dispose();
    }
  });
});

/** The machine's clock, on which two seconds of silence are over at once. */
const quickSilence: Clock = {
  now: () => systemClock.now(),
  setTimeout: (callback, delay) => systemClock.setTimeout(callback, delay <= 2_000 ? 20 : delay),
};
