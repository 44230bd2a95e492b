import assert from 'node:assert/strict';
import * as v from 'valibot';
import { writeForm } from '../../src/protocol/promptForms';
import { cancelWriting, llamaRig } from '../support/live/llamaRig';
import { firstText } from '../support/live/liveRig';
import { figure } from '../support/live/figures';

const instructions = 'You are a helpful programmer. Answer in one short paragraph.';
const question = 'What does the function Array.prototype.map do in JavaScript?';

/** An answer that would go on for long. */
const longQuestion = 'Write a very long story about a sailor and the sea, with many chapters.';
const longLimit = 400;

/** A prompt of some 1,300 tokens, and how many of them are read in one go. */
const longPrompt = `Summarise this list:\n${Array.from({ length: 200 }, (_, at) => `- item ${at}`).join('\n')}`;
const otherLongPrompt = `Shorten ${longPrompt}`;
const batch = 64;
const batches = 20;

const whole = v.looseObject({
  choices: v.tuple([
    v.looseObject({ message: v.looseObject({ content: v.string() }), finish_reason: v.string() }),
  ]),
  usage: v.looseObject({ prompt_tokens: v.number(), completion_tokens: v.number() }),
});

describe("llama.cpp's own server with SmolLM2", () => {
  const current = llamaRig({ model: 'smollm', batch });

  it('is known by what it says of itself, and asked as in a chat once it has refused to fill in the middle', async () => {
    const { rig } = current();
    assert.deepEqual(await rig.upstream(), { server: 'llama.cpp', api: 'chat', completions: 'infill' });
    const cursor = writeForm({
      kind: 'cursor',
      path: 'a.ts',
      language: 'typescript',
      prefix: 'function add(a: number, b: number) {\n  return ',
      suffix: ';\n}\n',
    });
    for (const _ of ['first', 'second']) await rig.ask(cursor, { lane: 'inline', maxOutputTokens: 8 });
    assert.deepEqual(await rig.upstream(), { server: 'llama.cpp', api: 'chat', completions: 'chat' });
    const learnt = rig.gateway.process.errors.match(/asked otherwise from now on/g) ?? [];
    assert.equal(learnt.length, 1);
  });

  it('streams, piece by piece, what it says without streaming, and counts the same tokens', async () => {
    const { server, rig } = current();
    const said = await server.post('/v1/chat/completions', {
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: question },
      ],
      max_tokens: 48,
    });
    const { choices, usage } = v.parse(whole, said.json);
    const before = await server.counts();
    const turn = rig.start(question, { instructions, maxOutputTokens: 48 });
    const pieces: string[] = [];
    for await (const piece of turn.text) pieces.push(piece);
    const result = await turn.done;
    assert.equal(pieces.join(''), choices[0].message.content);
    assert.equal(result.text, choices[0].message.content);
    assert.equal(result.status, choices[0].finish_reason === 'length' ? 'incomplete' : 'completed');
    assert.ok(pieces.length > 5, `${pieces.length} pieces`);

    const after = await server.counts();
    assert.equal(result.usage?.inputTokens, usage.prompt_tokens);
    assert.equal(result.usage.outputTokens, usage.completion_tokens);
    assert.equal(after.written - before.written, usage.completion_tokens);
    assert.equal(after.cached - before.cached, result.usage.cachedTokens);
    assert.equal(after.read - before.read, usage.prompt_tokens - result.usage.cachedTokens);
    const { firstTokenMs = 0, tokensPerSecond = 0 } = result.timings;
    figure('first token', `${firstTokenMs.toFixed(0)} ms, ${tokensPerSecond.toFixed(0)} tokens a second`);
  });

  it('stops writing when the turn is cancelled', async () => {
    const { server, rig } = current();
    const steps = await cancelWriting(server, () => rig.start(longQuestion, { maxOutputTokens: longLimit }));
    assert.ok(steps < longLimit, `${steps} steps`);
    await rig.ask('Say hello', { maxOutputTokens: 4 });
  });

  it('stops reading a prompt when the turn is cancelled', async () => {
    const { server, rig } = current();
    const before = await server.counts();
    const { begun } = server;
    const turn = rig.start(longPrompt, { maxOutputTokens: 4 });
    await server.busy(begun);
    const cancelledAt = performance.now();
    turn.cancel();
    await server.idle();
    figure('idle after a cancel while it read', ms(cancelledAt));
    const { steps, written } = await server.counts();
    figure('batches of the prompt read by then', `${steps - before.steps} of some ${batches}`);
    assert.ok(steps - before.steps < batches, `${steps - before.steps} batches`);
    assert.equal(written, before.written);
    assert.equal((await turn.done).text, '');
  });

  for (const what of ['writes', 'reads'] as const) {
    it(`does not keep a request waiting behind one that was cancelled while the server ${what}`, async () => {
      const { server, rig } = current();
      const before = await server.counts();
      const { begun } = server;
      const cancelled = rig.start(what === 'writes' ? longQuestion : otherLongPrompt, {
        maxOutputTokens: longLimit,
      });
      if (what === 'writes') await firstText(cancelled);
      else await server.busy(begun);
      cancelled.cancel();
      const next = await rig.ask('Say hello', { maxOutputTokens: 4 });
      assert.notEqual(next.text, '');
      const { steps } = await server.counts();
      const most = what === 'writes' ? longLimit : batches;
      assert.ok(steps - before.steps < most, `${steps - before.steps} steps`);
    });
  }

  it('stops reading a prompt also while somebody keeps asking how it is', async () => {
    const { server, rig } = current();
    const before = await server.counts();
    const { begun } = server;
    const turn = rig.start(`Now ${longPrompt}`, { maxOutputTokens: 4 });
    await server.busy(begun);
    const cancelledAt = performance.now();
    turn.cancel();
    for (const idle = server.idle().then(() => true); ;) {
      const asked = server.slots().then(() => false);
      if (await Promise.race([idle, asked])) break;
      await asked;
    }
    figure('idle after a cancel while it read and was asked for its slots', ms(cancelledAt));
    const { steps } = await server.counts();
    assert.ok(steps - before.steps < batches, `${steps - before.steps} batches`);
  });

  it('answers all that ask at once, one after the other in its one slot', async () => {
    const { rig } = current();
    const words = ['red', 'green', 'blue'];
    const results = await Promise.all(
      words.map((word, at) => rig.ask(`Repeat the word ${word}`, { lane: `chat-${at}`, maxOutputTokens: 6 })),
    );
    for (const { text } of results) assert.notEqual(text, '');
  });

  it('says in words that a prompt is too long', async () => {
    const { rig } = current();
    const { status, error } = await rig.start('a word and another one, '.repeat(1_000)).done;
    assert.equal(status, 'failed');
    assert.match(
      error?.message ?? '',
      /request \(\d+ tokens\) exceeds the available context size \(4096 tokens\)/,
    );
    assert.equal(error?.kind, 'request');
  });

  it('answers with the model it has, whatever model is asked for', async () => {
    const { rig } = current();
    const { text } = await rig.ask('Say hello', { model: 'no-such-model', maxOutputTokens: 4 });
    assert.notEqual(text, '');
  });

  it('takes another course while it answers', async () => {
    const { rig } = current();
    const turn = rig.start(longQuestion, { maxOutputTokens: 60 });
    await firstText(turn);
    assert.ok(turn.steer('Write about a mountain instead.'));
    const { status, timings } = await turn.done;
    assert.ok(status === 'completed' || status === 'incomplete', status);
    assert.equal(timings.legs, 2);
  });
});

function ms(since: number): string {
  return `${(performance.now() - since).toFixed(0)} ms`;
}
