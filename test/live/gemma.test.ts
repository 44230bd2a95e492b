import assert from 'node:assert/strict';
import * as v from 'valibot';
import { AnswerPieces } from '../../src/completion/answers/answerPieces';
import { answerText } from '../../src/completion/answers/answerText';
import { cursorInput, staticInput } from '../../src/completion/prompt/prompt';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import { figure } from '../support/live/figures';
import { liveParts } from '../support/live/liveParts';
import { LiveRig } from '../support/live/liveRig';
import { LlamaServer } from '../support/live/llamaServer';

const question = 'The capital of France is';

const whole = v.looseObject({
  choices: v.tuple([v.looseObject({ message: v.looseObject({ content: v.string() }) })]),
});

const snapshot: CursorSnapshot = {
  uri: 'file:///cart.ts',
  path: 'cart.ts',
  languageId: 'typescript',
  firstLine: 0,
  prefix: 'export function totalPrice(items: readonly Item[]): number {\n  let total = 0;\n  ',
  suffix: '\n  return total;\n}\n',
};

/** It goes on with any text as with a page it has read; nobody has taught it to answer. */
describe("llama.cpp's own server with Gemma 3, which has not learnt to chat", () => {
  let server: LlamaServer;
  let rig: LiveRig;

  before(async function () {
    if (liveParts().llama.gemma === undefined) return this.skip();
    server = await LlamaServer.start({ model: 'gemma' });
    rig = await LiveRig.start(server.origin);
  });
  after(async () => {
    await rig?.dispose();
    await server?.stop();
  });

  it('streams what it says without streaming', async () => {
    const messages = [{ role: 'user', content: question }];
    const { json } = await server.post('/v1/chat/completions', { messages, max_tokens: 24 });
    const { text } = await rig.ask(question, { maxOutputTokens: 24 });
    assert.equal(text, v.parse(whole, json).choices[0].message.content);
    rig.untroubled();
  });

  it('shows code or nothing where a completion is asked for, which has an end at its limit', async () => {
    const input = [...staticInput([]), ...cursorInput(snapshot)];
    const { text } = await rig.ask(input, { lane: 'inline', maxOutputTokens: 32 });
    const pieces = new AnswerPieces(snapshot);
    pieces.grow(answerText(text, true, snapshot.prefix + snapshot.suffix), true);
    const shown = pieces.restAt(snapshot)?.text ?? '';
    figure('said', JSON.stringify(text));
    figure('shown', JSON.stringify(shown));
    assert.doesNotMatch(shown, /```|<\/?\w+|^\s*(the|this|here|it|i|you|to)\b[^(;={]*$/im);
    assert.deepEqual(await rig.upstream(), { server: 'llama.cpp', api: 'chat', completions: 'chat' });
  });
});
