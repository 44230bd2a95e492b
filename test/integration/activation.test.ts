import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import * as v from 'valibot';
import { contributions, settingsOf } from '../support/manifest';

const manifest = v.object({ contributes: contributions });

describe('activation', () => {
  const extension = vscode.extensions.getExtension('codex-spark-live.codex-spark-live');
  assert.ok(extension, 'the extension is there');
  const { contributes } = v.parse(manifest, extension.packageJSON);

  it('happens by itself, and says how long it took', async () => {
    const exports: unknown = await extension.activate();
    assert.ok(extension.isActive);
    const { activationMs } = v.parse(v.object({ activationMs: v.number() }), exports);
    assert.ok(activationMs > 0);
  });

  it('registers every command of the manifest', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands
      .map(entry => entry.command)
      .filter(command => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('keeps the endpoint and the model out of the hands of a workspace', async () => {
    for (const setting of ['endpoint', 'model']) {
      assert.equal(settingsOf(contributes.configuration).get(`codexSpark.${setting}`)?.scope, 'machine');
      const before = vscode.workspace.getConfiguration('codexSpark').get(setting);
      await assert.rejects(async () => {
        await vscode.workspace
          .getConfiguration('codexSpark')
          .update(setting, 'wss://example.org/', vscode.ConfigurationTarget.Workspace);
      });
      assert.equal(vscode.workspace.getConfiguration('codexSpark').get(setting), before);
    }
  });
});
