import assert from 'node:assert/strict';
import * as v from 'valibot';
import { writeForm } from '../../src/protocol/promptForms';
import { figure } from '../support/live/figures';
import { liveParts } from '../support/live/liveParts';
import { firstText, LiveRig } from '../support/live/liveRig';
import { VllmServer } from '../support/live/vllmServer';

const place = { prefix: 'function add(a, b) {\n  return ', suffix: ';\n}\n' };
const cursor = writeForm({ kind: 'cursor', path: 'a.ts', language: 'typescript', ...place });

/** The model ends at a limit only. */
const longLimit = 4_000;

const chatted = v.looseObject({
  choices: v.tuple([v.looseObject({ message: v.looseObject({ content: v.string() }) })]),
  usage: v.looseObject({ prompt_tokens: v.number(), completion_tokens: v.number() }),
});

const completed = v.looseObject({ choices: v.tuple([v.looseObject({ text: v.string() })]) });

describe("vLLM's own server on the CPU", () => {
  let server: VllmServer;
  let rig: LiveRig;

  before(async function () {
    const { vllm } = liveParts();
    if (vllm === undefined) return this.skip();
    server = await VllmServer.start(vllm);
    rig = await LiveRig.start(`${server.origin}/v1`);
  });
  after(async () => {
    await rig?.dispose();
    await server?.stop();
  });
  afterEach(async () => {
    await server.idle();
    rig.untroubled();
  });

  it('is known by what it says of itself, and by its model’s name how that fills in the middle', async () => {
    assert.deepEqual(await rig.upstream(), {
      server: 'vLLM',
      api: 'chat',
      completions: 'completions (qwen)',
    });
  });

  it('streams, piece by piece, what it says without streaming, and counts the same tokens', async () => {
    const messages = [{ role: 'user', content: 'Say hello' }];
    const { choices, usage } = v.parse(
      chatted,
      await server.post('/v1/chat/completions', { messages, max_tokens: 40 }),
    );
    const turn = rig.start('Say hello', { maxOutputTokens: 40 });
    const pieces: string[] = [];
    for await (const piece of turn.text) pieces.push(piece);
    const result = await turn.done;
    assert.equal(pieces.join(''), choices[0].message.content);
    assert.equal(result.usage?.inputTokens, usage.prompt_tokens);
    assert.equal(result.usage.outputTokens, usage.completion_tokens);
    figure('first token', `${result.timings.firstTokenMs?.toFixed(0)} ms`);
  });

  it('fills in the middle as it says when its tokens are written by hand', async () => {
    const prompt = `<|fim_prefix|>${place.prefix}<|fim_suffix|>${place.suffix}<|fim_middle|>`;
    const { choices } = v.parse(
      completed,
      await server.post('/v1/completions', { prompt, max_tokens: 24, temperature: 0 }),
    );
    const { text } = await rig.ask(cursor, { lane: 'inline', maxOutputTokens: 24 });
    assert.notEqual(text, '');
    assert.equal(text, choices[0].text);
  });

  it('finds in its cache what it has read before', async () => {
    const long = `Read this: ${'a word and another one, '.repeat(100)}`;
    await rig.ask(long, { maxOutputTokens: 4 });
    const { usage } = await rig.ask(long, { maxOutputTokens: 4 });
    assert.ok((usage?.cachedTokens ?? 0) > 1_000, `${usage?.cachedTokens} of ${usage?.inputTokens}`);
  });

  it('stops writing when the turn is cancelled, and the next one does not wait', async () => {
    const before = await server.counts();
    const turn = rig.start('Say much', { maxOutputTokens: longLimit });
    await firstText(turn);
    const cancelledAt = performance.now();
    turn.cancel();
    const { text } = await rig.ask('Say hello', { maxOutputTokens: 4 });
    assert.notEqual(text, '');
    await server.idle();
    figure('idle after a cancel and a short answer', `${(performance.now() - cancelledAt).toFixed(0)} ms`);
    const { written } = await server.counts();
    assert.ok(written - before.written < longLimit, `${written - before.written} tokens`);
  });

  it('says in words that a prompt is too long, and that there is no such model', async () => {
    const long = await rig.start('a word and another one, '.repeat(1_000)).done;
    assert.equal(long.status, 'failed');
    assert.match(long.error?.message ?? '', /maximum context length is 8192 tokens/);
    const unknown = await LiveRig.start(`${server.origin}/v1`, ['--upstream-model', 'no-such-model']);
    try {
      const { status, error } = await unknown.start('Say hello').done;
      assert.equal(status, 'failed');
      assert.match(error?.message ?? '', /no-such-model/);
    } finally {
      await unknown.dispose();
    }
  });
});
