import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/host/waitFor';
import { expectSuggestion, withRecallableFile, withSettings } from '../support/network/editing';
import { extensionUnderTest, patience } from '../support/network/extension';
import { startFront, type Front } from '../support/network/front';
import { startRemoteGateway, type RemoteGateway } from '../support/network/gateway';
import { standInForWindow, type WindowStandIn } from '../support/network/window';

describe('network: the API key', function () {
  this.timeout(patience);

  let gateway: RemoteGateway;
  let front: Front;
  let window: WindowStandIn;

  before(async () => {
    const { extensionPath } = await extensionUnderTest();
    gateway = await startRemoteGateway(extensionPath);
    front = await startFront(gateway.port);
  });
  after(async () => {
    await front.stop();
    await gateway.stop();
  });
  beforeEach(() => {
    window = standInForWindow();
  });
  afterEach(() => window.dispose());

  it('a refused key: one attempt, one message; the key given then is used', async () => {
    await withSettings({ endpoint: `ws://127.0.0.1:${front.port}/v1` }, async () => {
      window.typeIntoInputBox('a-key-nobody-knows');
      await vscode.commands.executeCommand('codexSpark.setApiKey');
      try {
        // Whatever was open at that moment may have asked already.
        const earlier = front.connections();
        await withRecallableFile(async file => {
          await file.type('const a = 1;');
          const message = await waitFor('a message', () => window.messages.at(-1));
          assert.match(message.text, /ws:\/\/127\.0\.0\.1:\d+ refused the API key/);
          assert.deepEqual(message.buttons, ['Set API Key', 'Open Settings']);
          const shown = window.messages.length;
          for (const line of ['\nconst b = 2;', '\nconst c = 3;', '\nconst d = 4;']) {
            await file.type(line);
            await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
            await new Promise(resolve => setTimeout(resolve, 600));
          }
          assert.equal(file.typed(), 'const a = 1;\nconst b = 2;\nconst c = 3;\nconst d = 4;');
          assert.equal(window.messages.length, shown);
          assert.ok(front.connections() - earlier <= 1, `${front.connections() - earlier} attempts`);

          window.typeIntoInputBox(gateway.token);
          message.answer('Set API Key');
          await waitFor('another attempt', () => front.connections() > earlier + 1 || undefined);
        });
        await expectSuggestion();
      } finally {
        await vscode.commands.executeCommand('codexSpark.removeApiKey');
      }
    });
  });

  it('a key given for one server is not sent to another', async () => {
    const other = await startFront(gateway.port);
    try {
      await withSettings({ endpoint: `ws://127.0.0.1:${front.port}/v1` }, async () => {
        window.typeIntoInputBox(gateway.token);
        await vscode.commands.executeCommand('codexSpark.setApiKey');
        await expectSuggestion();
      });
      await withSettings({ endpoint: `ws://127.0.0.1:${other.port}/v1` }, async () => {
        await withRecallableFile(async file => {
          await file.type('const a = 1;');
          const message = await waitFor('a message', () => window.messages[0]);
          assert.match(message.text, /refused the API key/);
        });
      });
      await withSettings({ endpoint: `ws://127.0.0.1:${front.port}/v1` }, async () => {
        await vscode.commands.executeCommand('codexSpark.removeApiKey');
      });
    } finally {
      await other.stop();
    }
  });
});
