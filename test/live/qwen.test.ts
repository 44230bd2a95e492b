import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { AnswerPieces } from '../../src/completion/answers/answerPieces';
import { StaticContext } from '../../src/completion/prompt/staticContext';
import type { CursorSnapshot } from '../../src/completion/snapshot';
import type { AnswerListener, Outcome } from '../../src/editor/edit/answers/answer';
import { modelAnswers } from '../../src/editor/edit/answers/modelAnswer';
import type { LineOp } from '../../src/diff/streamingDiff';
import { applyOps } from '../support/diff/lineOps';
import { figure } from '../support/live/figures';
import { liveParts } from '../support/live/liveParts';
import { firstText, LiveRig } from '../support/live/liveRig';
import { LlamaServer } from '../support/live/llamaServer';

/** What must never be shown as code: fences, the marks of our prompts, sentences of a model that chats. */
const noCode = /```|<\/?fill>|<\|\w+\|>|^\s*(the|this|here|it|i|you|to)\b[^(;={]*$/im;

/** A model that has learnt to fill in the middle, to rewrite and to chat, on the way that suggestions and edits take. */
describe("llama.cpp's own server with Qwen2.5-Coder", () => {
  let server: LlamaServer;
  let rig: LiveRig;

  before(async function () {
    if (liveParts().llama.qwen === undefined) return this.skip();
    server = await LlamaServer.start({ model: 'qwen', context: 8_192, batch: 1_024 });
    rig = await LiveRig.start(server.origin);
  });
  after(async () => {
    await rig?.dispose();
    await server?.stop();
  });
  afterEach(() => {
    rig.untroubled();
  });

  it('completes a function in the middle of a file with a statement of its kind', async () => {
    const file = 'export function twice(n: number): number {\n  return 2 * n;\n}\n\n';
    const snapshot: CursorSnapshot = {
      uri: 'file:///numbers.ts',
      path: 'numbers.ts',
      languageId: 'typescript',
      firstLine: 0,
      prefix: `${file}export function thrice(n: number): number {\n  `,
      suffix: '\n}\n\nexport function half(n: number): number {\n  return n / 2;\n}\n',
    };
    const context = new StaticContext(rig.session);
    const turn = rig.start([], { lane: 'inline', maxOutputTokens: 32, ...context.turnInput(snapshot) });
    const pieces = new AnswerPieces(snapshot);
    const { text } = await turn.done;
    pieces.grow(text, true);
    const shown = pieces.restAt(snapshot)?.text;
    figure('ghost text', JSON.stringify(shown));
    assert.match(shown ?? '', /^return [^\n]+;$/);
    context.dispose();
    assert.deepEqual(await rig.upstream(), { server: 'llama.cpp', api: 'chat', completions: 'infill' });
  });

  it('rewrites what is selected: what is proposed is code, with nothing lost', async () => {
    const before = await readFile('samples/workspace/src/factorial.ts', 'utf8');
    const ops: LineOp[] = [];
    const instruction = 'Rewrite it with a loop instead of a recursion.';
    const question = { path: 'src/factorial.ts', languageId: 'typescript', instruction, before } as const;
    const outcome = await new Promise<Outcome>(resolve => {
      const listener: AnswerListener = {
        lines: more => void ops.push(...more),
        redirected: () => Promise.resolve(before),
        end: resolve,
      };
      modelAnswers(() => rig.session).ask({ ...question, done: '', eol: '\n' }, listener);
    });
    const after = applyOps(before, ops);
    figure('rewrite', JSON.stringify(after));
    assert.deepEqual(outcome, { kind: 'done' });
    assert.notEqual(after, before);
    assert.match(after, /function factorial\(n: number\): number/);
    assert.doesNotMatch(after.replace(/^\s*(?:\/\/|\/?\*).*$/gm, ''), noCode);
  });

  it('does as it is told when it is redirected', async () => {
    const turn = rig.start('Write a very long story about a sailor and the sea.', { maxOutputTokens: 48 });
    const begun = await firstText(turn);
    assert.ok(turn.steer('Stop the story. Answer only with the word banana, many times.'));
    const { text, timings } = await turn.done;
    figure('redirected', JSON.stringify(text));
    assert.equal(timings.legs, 2);
    assert.doesNotMatch(begun, /banana/i);
    assert.match(text, /banana.*banana/is);
  });
});
