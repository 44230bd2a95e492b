import assert from 'node:assert/strict';
import * as v from 'valibot';
import { systemClock } from '../../src/common/systemClock';
import { findServers } from '../../src/editor/finding/findServers';
import { writeForm } from '../../src/protocol/promptForms';
import { figure } from '../support/live/figures';
import { liveParts } from '../support/live/liveParts';
import { firstText, LiveRig } from '../support/live/liveRig';
import { ollamaContext, OllamaServer } from '../support/live/ollamaServer';

const place = { prefix: 'function add(a, b) {\n  return ', suffix: ';\n}\n' };
const cursorIn = ({ prefix, suffix }: typeof place): string =>
  writeForm({ kind: 'cursor', path: 'a.ts', language: 'typescript', prefix, suffix });

/** As Ollama's library has it for Qwen-Coder, without tools. */
const template = [
  '{{- if .Suffix }}<|fim_prefix|>{{ .Prompt }}<|fim_suffix|>{{ .Suffix }}<|fim_middle|>',
  '{{- else }}{{ range .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n{{ end }}<|im_start|>assistant\n{{ end }}',
].join('\n');

/** A name says that a model fills in the middle; the template of the second has no place for that. */
const filling = 'qwen-coder-by-chance';
const chatting = 'qwen-coder-that-chats';

/** More than would be written within the time of a test; Ollama itself allows no more. */
const longLimit = 10 * ollamaContext;
const longQuestion = 'Write a very long story about a sailor and the sea, with many chapters.';

/** A prompt of some 400 tokens. */
const longPrompt = `Summarise this list:\n${Array.from({ length: 60 }, (_, at) => `- item ${at}`).join('\n')}`;

const chatted = v.looseObject({ usage: v.looseObject({ prompt_tokens: v.number() }) });
const completed = v.looseObject({ choices: v.tuple([v.looseObject({ text: v.string() })]) });
const generated = v.looseObject({ response: v.string() });

describe("Ollama's own server", () => {
  let server: OllamaServer;
  /** One for the model that fills in the middle, one for the one that does not. */
  let fills: LiveRig;
  let chats: LiveRig;

  before(async function () {
    const { ollama, llama } = liveParts();
    if (ollama === undefined) return this.skip();
    server = await OllamaServer.start(ollama, [
      { name: filling, file: llama.fim, template },
      { name: chatting, file: llama.smollm },
    ]);
    fills = await LiveRig.start(server.origin, ['--upstream-model', filling]);
    chats = await LiveRig.start(server.origin, ['--upstream-model', chatting]);
  });
  after(async () => {
    await fills?.dispose();
    await chats?.dispose();
    await server?.stop();
  });
  afterEach(function () {
    for (const rig of [fills, chats]) {
      if (this.currentTest?.state === 'failed') console.error(rig.log.join('\n'), rig.gateway.process.errors);
      rig.untroubled();
    }
  });

  it('is found, with its models and what of them is loaded', async () => {
    const parts = { clock: systemClock, memoryBytes: 64 * 1024 ** 3 };
    const { signal } = new AbortController();
    await fills.ask('Say hello', { maxOutputTokens: 2 });
    const [found] = await findServers([{ port: server.port, server: 'ollama' }], parts, signal);
    assert.equal(found?.server, 'ollama');
    assert.equal(found.state, 'ready');
    assert.equal(found.address, server.origin);
    const models = [...found.models].sort((a, b) => a.id.localeCompare(b.id));
    assert.deepEqual(
      models.map(({ id, loaded }) => [id, loaded]),
      [
        [`${filling}:latest`, true],
        [`${chatting}:latest`, false],
      ],
    );
    // SmolLM2 has 135 million parameters.
    assert.ok((models[1]?.billions ?? 0) > 0.1 && (models[1]?.billions ?? 1) < 0.2);
  });

  it('is known by what it says of itself, and asked for the middle with a suffix', async () => {
    assert.deepEqual(await fills.upstream(), {
      server: 'Ollama',
      api: 'chat',
      completions: 'completions (suffix)',
    });
  });

  it('gets both sides of the cursor, and streams what it says without streaming', async () => {
    const said = v.parse(
      completed,
      await server.post('/v1/completions', {
        model: filling,
        prompt: place.prefix,
        suffix: place.suffix,
        max_tokens: 24,
        temperature: 0,
      }),
    );
    const turn = fills.start(cursorIn(place), { lane: 'inline', maxOutputTokens: 24 });
    const pieces: string[] = [];
    for await (const piece of turn.text) pieces.push(piece);
    const { usage, status, reason } = await turn.done;
    assert.equal(pieces.join(''), said.choices[0].text);
    assert.ok(pieces.length > 1, `${pieces.length} pieces`);
    assert.deepEqual([status, reason, usage?.outputTokens], ['incomplete', 'max_output_tokens', 24]);
    const { prefix, suffix } = place;
    assert.equal(server.lastPrompt, `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`);
  });

  it('still fills in the middle where nothing stands behind the cursor', async () => {
    await fills.ask(cursorIn({ prefix: place.prefix, suffix: '' }), { lane: 'inline', maxOutputTokens: 4 });
    assert.ok(server.lastPrompt.startsWith('<|fim_prefix|>'), server.lastPrompt);
  });

  it('is asked as in a chat once it has refused to fill in the middle, and nothing is left to chance', async () => {
    const ask = { lane: 'inline', maxOutputTokens: 8 } as const;
    const { begun } = server;
    const first = await chats.ask(cursorIn(place), ask);
    const second = await chats.ask(cursorIn(place), ask);
    assert.deepEqual(await chats.upstream(), { server: 'Ollama', api: 'chat', completions: 'chat' });
    assert.equal(chats.gateway.process.errors.match(/asked otherwise from now on/g)?.length, 1);
    // It refuses before its model is asked.
    assert.equal(server.begun - begun, 2);
    const { response } = v.parse(
      generated,
      await server.post('/api/generate', {
        model: chatting,
        prompt: server.lastPrompt,
        raw: true,
        stream: false,
        options: { temperature: 0, num_predict: 8 },
      }),
    );
    assert.deepEqual([first.text, second.text], [response, response]);
  });

  it('counts a chat as it does without streaming', async () => {
    const messages = [{ role: 'user', content: 'Say hello' }];
    const { usage } = v.parse(
      chatted,
      await server.post('/v1/chat/completions', { model: chatting, messages, max_tokens: 4 }),
    );
    const turn = chats.start('Say hello', { maxOutputTokens: 12 });
    const pieces: string[] = [];
    for await (const piece of turn.text) pieces.push(piece);
    const result = await turn.done;
    assert.notEqual(result.text, '');
    assert.equal(pieces.join(''), result.text);
    assert.equal(result.usage?.inputTokens, usage.prompt_tokens);
    assert.ok(result.usage.outputTokens <= 12);
    assert.equal(result.status, result.usage.outputTokens === 12 ? 'incomplete' : 'completed');
    figure('first token', `${result.timings.firstTokenMs?.toFixed(0)} ms`);
  });

  it('stops writing when the turn is cancelled, and the next one does not wait', async () => {
    const { begun, ended } = server;
    const turn = chats.start(longQuestion, { maxOutputTokens: longLimit });
    await firstText(turn);
    const cancelledAt = performance.now();
    turn.cancel();
    await server.until(() => server.ended > ended);
    figure('stopped after a cancel while it wrote', `${(performance.now() - cancelledAt).toFixed(0)} ms`);
    const next = await chats.ask('Say hello', { maxOutputTokens: 4 });
    assert.notEqual(next.text, '');
    assert.equal(server.begun - begun, 2);
  });

  it('reads the prompt of a cancelled turn to its end, and the next one waits for that', async () => {
    const { reading, ended } = server;
    const turn = chats.start(longPrompt, { maxOutputTokens: 4 });
    await server.until(() => server.reading > reading);
    turn.cancel();
    await server.until(() => server.ended > ended);
    assert.equal((await turn.done).text, '');
    await chats.ask('Say hello', { maxOutputTokens: 4 });
    figure('tokens of the cancelled prompt that it had read by then', String(server.lastKept));
    assert.ok(server.lastKept > 300, `${server.lastKept} tokens`);
  });

  it('says in words that there is no such model', async () => {
    const unknown = await LiveRig.start(server.origin, ['--upstream-model', 'no-such-model']);
    try {
      const { status, error } = await unknown.start('Say hello').done;
      assert.equal(status, 'failed');
      assert.match(error?.message ?? '', /no-such-model/);
    } finally {
      await unknown.dispose();
    }
  });

  it('cuts a prompt that is too long without a word', async () => {
    const { status, usage } = await fills.ask('a word and another one, '.repeat(200), { maxOutputTokens: 4 });
    assert.equal(status, 'incomplete');
    assert.equal(usage?.inputTokens, ollamaContext);
  });
});
