import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { ResponseInputItem } from '../../src/protocol/wire';
import { writeForm } from '../../src/protocol/promptForms';
import { cancelWriting, llamaRig } from '../support/live/llamaRig';
import { firstText, LiveRig } from '../support/live/liveRig';

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

/** How the server is asked past the gateway, for as much as through it. */
const plainly = { n_predict: 40, temperature: 0 } as const;

/** The same through the gateway. */
async function streamed(rig: LiveRig): Promise<{
  readonly text: string;
  readonly input: number | undefined;
  readonly output: number | undefined;
}> {
  const turn = rig.start(input, { lane: 'inline', maxOutputTokens: plainly.n_predict });
  const pieces: string[] = [];
  for await (const piece of turn.text) pieces.push(piece);
  const { usage, status, reason } = await turn.done;
  assert.deepEqual([status, reason], ['incomplete', 'max_output_tokens']);
  return { text: pieces.join(''), input: usage?.inputTokens, output: usage?.outputTokens };
}

/** The model stops at a limit only. */
const limit = 6_000;

describe("llama.cpp's own server with a model that fills in the middle", () => {
  const current = llamaRig({ model: 'fim', context: 16_384 });

  it('is asked in its tokens and streams what it says without streaming', async () => {
    const { server, rig } = current();
    const { json } = await server.post('/completion', {
      prompt:
        `<|repo_name|>workspace\n<|file_sep|>${other.path}\n${other.text}\n<|file_sep|>a.ts\n` +
        `<|fim_prefix|>function add(a, b) {\n  <|fim_suffix|>${place.suffix}<|fim_middle|>return`,
      grammar: 'root ::= " " .*',
      ...plainly,
    });
    const said = v.parse(filled, json);
    const { text, ...counted } = await streamed(rig);
    assert.equal(` ${text}`, said.content);
    assert.deepEqual(counted, { input: said.tokens_evaluated, output: said.tokens_predicted });
    assert.deepEqual(await rig.upstream(), { server: 'llama.cpp', api: 'chat', completions: 'infill' });
  });

  it('by /infill gets both sides of the cursor and the other file, and streams what it says without streaming', async () => {
    const { server } = current();
    const { json } = await server.post('/infill', {
      input_prefix: place.prefix,
      input_suffix: place.suffix,
      input_extra: [{ filename: other.path, text: other.text }],
      prompt: '',
      ...plainly,
    });
    const said = v.parse(filled, json);
    assert.ok(
      said.prompt.endsWith(`<|fim_prefix|>${place.prefix}<|fim_suffix|>${place.suffix}<|fim_middle|>`),
    );
    assert.ok(said.prompt.includes(`<|file_sep|>${other.path}\n${other.text}`));
    const rig = await LiveRig.start(server.origin, ['--upstream-api', 'infill']);
    try {
      assert.deepEqual(await streamed(rig), {
        text: said.content,
        input: said.tokens_evaluated,
        output: said.tokens_predicted,
      });
    } finally {
      await rig.dispose();
    }
  });

  it('stops writing when the turn is cancelled, and the next one does not wait', async () => {
    const { server, rig } = current();
    const turn = { lane: 'inline', maxOutputTokens: limit } as const;
    const steps = await cancelWriting(server, () => rig.start(input, turn));
    assert.ok(steps < limit, `${steps} steps`);
    assert.notEqual((await rig.ask(input, { ...turn, maxOutputTokens: 4 })).text, '');
  });

  it('writes one answer after the other for many keys, of which all but the last are cancelled', async () => {
    const { server, rig } = current();
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
