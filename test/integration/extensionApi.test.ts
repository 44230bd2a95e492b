import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import { waitFor } from '../support/host/waitFor';
import { withSettings } from '../support/network/editing';

const received = v.object({
  deltas: v.array(v.string()),
  code: v.optional(v.string()),
  error: v.optional(v.object({ name: v.string(), message: v.string() })),
});

/** What `test/support/neighbour`, an extension of its own, got from ours. */
async function optimize(
  code: string,
  options: { languageId: string; instruction?: string; abortAfter?: number },
): Promise<v.InferOutput<typeof received>> {
  return v.parse(received, await vscode.commands.executeCommand('neighbour.optimize', code, options));
}

describe('the API, used by another extension', () => {
  it('turns the recursive factorial into a loop that computes the same, without a model', async () => {
    const recursive = 'function factorial(n) {\n  if (n <= 1) return 1;\n  return n * factorial(n - 1);\n}\n';
    const { deltas, code = '', error } = await optimize(recursive, { languageId: 'javascript' });
    assert.equal(error, undefined);
    assert.equal(deltas.join(''), code);
    assert.match(code, /\b(for|while)\b/);
    assert.doesNotMatch(code, /factorial\(n - 1\)/);
    const compute = (source: string): unknown =>
      runInNewContext(`${source}; [-1, 0, 1, 2, 5, 10, 20, 25].map(factorial)`);
    assert.equal(JSON.stringify(compute(code)), JSON.stringify(compute(recursive)));
  });

  it('says in words what it cannot do', async () => {
    const { code, error } = await optimize('IDENTIFICATION DIVISION.', { languageId: 'cobol' });
    assert.equal(code, undefined);
    assert.equal(error?.name, 'Error');
    assert.match(error.message, /model/);
  });

  describe('with a model', () => {
    let model: DrivenGateway;
    const withModel = (work: () => Promise<void>): Promise<void> => withSettings(model.settings, work);
    const asked = (count: number) =>
      waitFor('the request', () => (model.rewrites.length === count ? model.rewrites.at(-1) : undefined));

    before(async () => {
      model = await DrivenGateway.start();
    });
    after(() => model.stop());

    it('hands on the code as it streams in', () =>
      withModel(async () => {
        const result = optimize('old()', { languageId: 'javascript', instruction: 'use new' });
        const rewrite = await asked(1);
        assert.equal(rewrite.selection.text, 'old()');
        assert.equal(rewrite.selection.instruction, 'use new');
        rewrite.text('Here it is:\n```js\n');
        for (const piece of ['fresh(', 'value', ');\n', '```\n']) rewrite.text(piece);
        rewrite.end();
        const { deltas, code } = await result;
        assert.equal(code, 'fresh(value);');
        assert.equal(deltas.join(''), code);
      }));

    it('ends the generation when the signal aborts in the middle', () =>
      withModel(async () => {
        const result = optimize('old()', { languageId: 'javascript', abortAfter: 1 });
        const rewrite = await asked(2);
        rewrite.text('```js\nfresh(');
        const { deltas, code, error } = await result;
        assert.deepEqual([deltas, code, error?.name], [['fresh('], undefined, 'AbortError']);
        await waitFor('the end of the turn', () => rewrite.signal.aborted || undefined);
      }));
  });
});
