import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { ResponseInputItem } from '../../src/protocol/wire';
import { writeForm } from '../../src/protocol/promptForms';
import { figure } from '../support/live/figures';
import { firstText, LiveRig } from '../support/live/liveRig';
import { LlamaServer } from '../support/live/llamaServer';

const filled = v.looseObject({
  content: v.string(),
  prompt: v.string(),
  tokens_evaluated: v.number(),
  tokens_predicted: v.number(),
});

const place = { prefix: 'function add(a, b) {\n  return ', suffix: ';\n}\n' };
const other = { path: 'b.ts', text: 'export const b = 1;\n' };

/** A cursor in one file, with another file beside it. */
const input: readonly ResponseInputItem[] = [
  writeForm({ kind: 'document', language: 'typescript', ...other }),
  writeForm({ kind: 'cursor', path: 'a.ts', language: 'typescript', ...place }),
].map(text => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] }));

/** The model stops at a limit only. */
const limit = 6_000;

describe("llama.cpp's own server with a model that fills in the middle", () => {
  let server: LlamaServer;
  let rig: LiveRig;

  before(async () => {
    server = await LlamaServer.start({ model: 'fim', context: 16_384 });
    rig = await LiveRig.start(server.origin);
  });
  after(async () => {
    await rig.dispose();
    await server.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.error(rig.log.join('\n'), rig.gateway.process.errors);
    await server.idle();
    rig.untroubled();
  });

  it('gets both sides of the cursor and the other file, and streams what it says without streaming', async () => {
    const { json } = await server.post('/infill', {
      input_prefix: place.prefix,
      input_suffix: place.suffix,
      input_extra: [{ filename: other.path, text: other.text }],
      prompt: '',
      n_predict: 40,
      temperature: 0,
    });
    const said = v.parse(filled, json);
    assert.ok(
      said.prompt.endsWith(`<|fim_prefix|>${place.prefix}<|fim_suffix|>${place.suffix}<|fim_middle|>`),
    );
    assert.ok(said.prompt.includes(`<|file_sep|>${other.path}\n${other.text}`));

    const turn = rig.start(input, { lane: 'inline', maxOutputTokens: 40 });
    const pieces: string[] = [];
    for await (const piece of turn.text) pieces.push(piece);
    const { usage, status, reason } = await turn.done;
    assert.equal(pieces.join(''), said.content);
    assert.deepEqual([status, reason], ['incomplete', 'max_output_tokens']);
    assert.deepEqual(
      [usage?.inputTokens, usage?.outputTokens],
      [said.tokens_evaluated, said.tokens_predicted],
    );
    assert.deepEqual(await rig.upstream(), { server: 'llama.cpp', api: 'chat', completions: 'infill' });
  });

  it('stops writing when the turn is cancelled, and the next one does not wait', async () => {
    const before = await server.counts();
    const turn = rig.start(input, { lane: 'inline', maxOutputTokens: limit });
    await firstText(turn);
    const cancelledAt = performance.now();
    turn.cancel();
    await server.idle();
    figure('idle after a cancel', `${(performance.now() - cancelledAt).toFixed(0)} ms`);
    assert.notEqual((await rig.ask(input, { lane: 'inline', maxOutputTokens: 4 })).text, '');
    const { steps } = await server.counts();
    assert.ok(steps - before.steps < limit, `${steps - before.steps} steps`);
  });

  it('writes one answer after the other for many keys, of which all but the last are cancelled', async () => {
    const before = await server.counts();
    let last = '';
    for (const key of ['a', 'ad', 'add', 'add(', 'add(1']) {
      const text = writeForm({
        kind: 'cursor',
        path: 'a.ts',
        language: 'typescript',
        ...place,
        prefix: place.prefix + key,
      });
      const turn = rig.start(text, { lane: 'inline', maxOutputTokens: key === 'add(1' ? 8 : limit });
      if (key === 'add(1') last = (await turn.done).text;
      else {
        await firstText(turn);
        turn.cancel();
      }
    }
    assert.notEqual(last, '');
    const { steps } = await server.counts();
    assert.ok(steps - before.steps < limit, `${steps - before.steps} steps`);
  });
});
