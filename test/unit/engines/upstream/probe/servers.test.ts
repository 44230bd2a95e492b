import { fixedKey } from '../../../../../src/engines/upstream/upstreamKey';
import assert from 'node:assert/strict';
import type { UpstreamOptions } from '../../../../../src/engines/upstream/upstreamOptions';
import { writeForm } from '../../../../../src/protocol/promptForms';
import { cost, hello, helloText, type ModelAnswer } from '../../../../support/upstreams/answers';
import type { ServerKind } from '../../../../support/upstreams/serverKind';
import { serverKinds, type ServerKindName } from '../../../../support/upstreams/servers';
import { ask, startRig, type UpstreamRig } from '../../../../support/upstreams/upstreamRig';

/** Servers that are told by their host name, which a stand-in does not have. */
const byName: readonly string[] = [
  ...['openai', 'azure', 'cerebras', 'inception', 'xai', 'mistral', 'deepseek', 'groq', 'sambanova'],
  ...['fireworks', 'gemini', 'openrouter', 'vercel'],
];

/** Where its model only completes, another chats. */
const chatModels: Readonly<Partial<Record<ServerKindName, string>>> = { inception: 'mercury-2' };

/** Where completions are not below `/v1`, or have a path of their own. */
const fimPaths: Readonly<Partial<Record<ServerKindName, RegExp>>> = {
  mistral: /^\/v1\/fim\/completions$/,
  inception: /^\/v1\/fim\/completions$/,
  deepseek: /^\/beta\/completions$/,
};

/** Servers that do not count thoughts by themselves. */
const countsNoThoughts = new Set<ServerKindName>(['llama.cpp', 'ollama']);

/** And does not say what it found in its cache. */
const countsNoCache = new Set<ServerKindName>(['ollama']);

/** How each is expected to be asked: turns, and completions at a cursor. */
const expected: Readonly<Partial<Record<ServerKindName, readonly [string, string]>>> = {
  openai: ['responses', 'responses'],
  azure: ['responses', 'responses'],
  cerebras: ['chat', 'chat'],
  xai: ['responses', 'responses'],
  mistral: ['chat', 'completions (suffix)'],
  inception: ['chat', 'completions (suffix)'],
  deepseek: ['chat', 'completions (suffix)'],
  groq: ['chat', 'chat'],
  sambanova: ['chat', 'chat'],
  fireworks: ['chat', 'chat'],
  gemini: ['chat', 'chat'],
  openrouter: ['chat', 'chat'],
  vercel: ['responses', 'responses'],
  vllm: ['chat', 'completions (qwen)'],
  sglang: ['chat', 'completions (starcoder2)'],
  ollama: ['chat', 'completions (suffix)'],
  'llama.cpp': ['chat', 'infill'],
  lmstudio: ['chat', 'completions (qwen)'],
};

const names = Object.keys(serverKinds).filter((name): name is ServerKindName => name in expected);

const tool = { type: 'function', name: 'read_file', parameters: { type: 'object', properties: {} } };
const calls = [
  { id: 'call_a1b2c', name: 'read_file', arguments: '{"path":"src/ä.ts"}' },
  { id: 'call_d3e4f', name: 'read_file', arguments: '{"path":"b.ts"}' },
];
const cursor = writeForm({
  kind: 'cursor',
  path: 'a.ts',
  language: 'typescript',
  prefix: 'let a = ',
  suffix: ';\n',
});

describe('The servers people have, as stand-ins', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  async function start(
    name: ServerKindName,
    answer: ModelAnswer = hello,
    options: Partial<UpstreamOptions> = {},
  ): Promise<void> {
    const kind: ServerKind = serverKinds[name];
    rig = await startRig(asked => kind.reply(asked, answer), {
      model: kind.key === undefined ? undefined : kind.model,
      key: fixedKey(kind.key),
      ...(byName.includes(name) ? { server: name } : {}),
      ...(kind.base === undefined ? {} : { path: kind.base }),
      ...options,
    });
  }

  for (const name of names) {
    const [api, completions] = expected[name] ?? ['', ''];
    const chatModel = chatModels[name];
    const chats = chatModel === undefined ? {} : { model: chatModel };

    it(`${name}: is recognised; how it is asked is logged and shown`, async () => {
      await start(name);
      assert.equal(rig.engine.upstream?.api, api);
      assert.equal(rig.engine.upstream.completions, completions);
      assert.ok(rig.engine.models.includes(serverKinds[name].model));
      const found = rig.log.filter(line => line.startsWith('info upstream found'));
      assert.equal(found.length, 1);
      assert.ok(found[0]?.includes(`api=${api} `), found[0]);
      const health: unknown = await (await fetch(rig.gateway.http.replace('/v1', '/health'))).json();
      assert.deepEqual((health as { upstream: unknown }).upstream, rig.engine.upstream);
    });

    it(`${name}: answers, with its own count of tokens`, async () => {
      await start(name, { ...hello, thoughts: ['Let me ', 'think.'] });
      const seen = await ask(rig, { ...chats, input: 'Say hello', max_output_tokens: 100 });
      assert.equal(seen.text, helloText, JSON.stringify(seen));
      assert.equal(seen.state, 'completed');
      assert.deepEqual(seen.usage, {
        input_tokens: cost.prompt,
        input_tokens_details: {
          cached_tokens: countsNoCache.has(name) ? 0 : cost.cached,
          cache_write_tokens: 0,
        },
        output_tokens: cost.completion,
        output_tokens_details: { reasoning_tokens: countsNoThoughts.has(name) ? 0 : cost.thoughts },
        total_tokens: cost.prompt + cost.completion,
      });
    });

    it(`${name}: says when the limit cut the answer`, async () => {
      await start(name, { tokens: ['cut'], cut: true });
      const seen = await ask(rig, { ...chats, input: 'Say much' });
      assert.deepEqual([seen.state, seen.reason, seen.text], ['incomplete', 'max_output_tokens', 'cut']);
    });

    it(`${name}: passes tool calls on, and their results back`, async () => {
      await start(name, { tokens: ['Reading.'], calls });
      const seen = await ask(rig, { ...chats, input: 'Read', tools: [tool] });
      assert.equal(seen.text, 'Reading.', JSON.stringify(seen));
      assert.deepEqual(
        seen.calls.map(({ call_id, ...rest }) => ({ id: call_id, ...rest })),
        calls,
      );
    });

    it(`${name}: fills in the middle at a cursor in its own way`, async () => {
      await start(name);
      const seen = await ask(rig, { input: cursor });
      assert.equal(seen.text, helloText, JSON.stringify(seen));
      const asked = rig.standIn.posts.at(-1);
      assert.ok(asked);
      const { path, body } = asked;
      if (completions === 'infill') {
        assert.equal(path, '/infill');
        assert.deepEqual([body['input_prefix'], body['input_suffix']], ['let a = ', ';\n']);
      } else if (completions === 'completions (suffix)') {
        assert.match(path, fimPaths[name] ?? /\/v1\/completions$/);
        assert.deepEqual([body['prompt'], body['suffix']], ['let a = ', ';\n']);
      } else if (completions.startsWith('completions')) {
        assert.match(path, /\/v1\/completions$/);
        assert.match(String(body['prompt']), /fim_prefix.*let a = <\|?fim_suffix\|?>;\n<\|?fim_middle/s);
      } else assert.match(path, api === 'chat' ? /\/chat\/completions$/ : /\/responses$/);
    });

    for (const [what, refusal] of Object.entries(serverKinds[name].refusals)) {
      it(`${name}: its refusal (${what}) reaches the client truthfully`, async () => {
        await start(name);
        rig.standIn.answer = () => refusal;
        const seen = await ask(rig, { input: 'Hi' });
        assert.equal(seen.status, refusal.status);
        // The sentence the server gave, wherever it stood in its body.
        const { key } = serverKinds[name];
        const said = String(refusal.steps[0]).replaceAll(key ?? '', key === undefined ? '' : '***');
        const sentence = String(seen.message).replace(/^The upstream answered \d+: /, '');
        assert.ok(said.includes(JSON.stringify(sentence).slice(1, -1)), `${sentence} <- ${said}`);
        assert.ok(key === undefined || !JSON.stringify(seen).includes(key), 'the key must not be seen');
        const wait = refusal.headers?.['retry-after'] ?? (refusal.status === 429 ? '5' : null);
        assert.equal(seen.headers.get('retry-after'), wait);
        assert.equal(seen.headers.get('set-cookie'), null);
      });
    }
  }

  for (const name of ['vllm', 'ollama', 'lmstudio'] as const) {
    it(`${name}: is asked by Responses over HTTP where that is said, also at a cursor`, async () => {
      await start(name, { ...hello, thoughts: ['Hm.'] }, { api: 'responses' });
      for (const input of ['Say hello', cursor]) {
        const seen = await ask(rig, { input });
        assert.equal(seen.text, helloText, JSON.stringify(seen));
        assert.match(rig.standIn.posts.at(-1)?.path ?? '', /\/v1\/responses$/);
      }
    });
  }
});
