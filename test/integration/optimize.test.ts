import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/editor/extensionApi';

describe('the extension API', () => {
  it('turns the recursive factorial into a loop that computes the same', async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('codex-spark-live.codex-spark-live');
    assert.ok(extension);
    const session = await (await extension.activate()).initializeSession();
    const recursive = 'function factorial(n) {\n  if (n <= 1) return 1;\n  return n * factorial(n - 1);\n}\n';
    let streamed = '';
    const loop = await session.optimizeCode(recursive, {
      languageId: 'javascript',
      onDelta: text => (streamed += text),
    });
    assert.equal(streamed, loop);
    assert.match(loop, /\b(for|while)\b/);
    const compute = (code: string): unknown =>
      runInNewContext(`${code}; [-1, 0, 1, 2, 5, 10, 20, 25].map(factorial)`);
    assert.deepEqual(JSON.stringify(compute(loop)), JSON.stringify(compute(recursive)));
  });

  it('says in words what it cannot do', async () => {
    const extension = vscode.extensions.getExtension<ExtensionApi>('codex-spark-live.codex-spark-live');
    assert.ok(extension);
    const session = await (await extension.activate()).initializeSession();
    await assert.rejects(session.optimizeCode('IDENTIFICATION DIVISION.', { languageId: 'cobol' }), /model/);
  });
});
