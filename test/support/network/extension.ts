import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The extension that is tested, active. */
export async function extensionUnderTest(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('codex-spark-live.codex-spark-live');
  assert.ok(extension, 'the extension is there');
  await extension.activate();
  return extension;
}
