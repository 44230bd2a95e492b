import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** How long one of these tests may take on a busy machine, in ms: they type, and wait for connections to fail. */
export const patience = 60_000;

/** The extension that is tested, active. */
export async function extensionUnderTest(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('codex-spark-live.codex-spark-live');
  assert.ok(extension, 'the extension is there');
  await extension.activate();
  return extension;
}
