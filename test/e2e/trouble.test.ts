import assert from 'node:assert/strict';
import { until } from '../../scripts/host/vscodePage.mjs';
import { sharedBrowser } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import { E2eWindow, withMachineSettings } from '../support/host/e2eWindow';

describe('an endpoint that does not work', () => {
  const host = e2eHost();

  const endpoints = {
    'is not an address': 'nonsense',
    'answers to nobody': 'ws://127.0.0.1:9/v1/responses',
  };
  for (const [fault, endpoint] of Object.entries(endpoints)) {
    it(`that ${fault} gets one message, and no keystroke is lost`, async () => {
      await withMachineSettings(host, { 'codexSpark.endpoint': endpoint }, async () => {
        // One of its own, which has the endpoint from the start.
        const window = await E2eWindow.open(host, await sharedBrowser(host));
        try {
          const { vscode } = window;
          // Nothing in it that VS Code would complete, indent or close by itself.
          const typed = '\nlimit = 12345\nshelf = 67890';
          await vscode.openFile('tools/report.py');
          await vscode.goToEnd();
          await vscode.type(typed);
          const messages = await until(
            () => vscode.notifications('Codex Spark'),
            shown => shown.length > 0,
            60_000,
            () => 'no message was shown',
          );
          assert.equal(messages.length, 1);
          assert.match(messages[0] ?? '', /Codex Spark/);
          await vscode.type('\nshelf = 1');
          await window.savedText('tools/report.py', text => text.endsWith(`${typed}\nshelf = 1`));
          assert.equal(
            (await vscode.notifications('Codex Spark')).length,
            1,
            'typing on brings no second message',
          );
        } finally {
          await window.picture(`endpoint ${fault}`);
          await window.close();
        }
      });
    });
  }
});
