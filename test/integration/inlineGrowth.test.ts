import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screen, withDocument } from '../support/host/editing';
import { accepted, modelOfTests, typeAndBeAsked, withUserSettings } from '../support/host/manners';

/** Unlike others that accept, it does not make VS Code ask. */
const acceptLine = 'editor.action.inlineSuggest.acceptNextLine';

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

describe('a suggestion that grows', function () {
  this.timeout(120_000);
  const model = modelOfTests();

  it('is shown where VS Code has not yet shown its first lines', async () => {
    await withUserSettings({ 'editor.inlineSuggest.minShowDelay': 2_000 }, () =>
      withDocument('javascript', '█', async open => {
        async function* inTwo(): AsyncGenerator<string> {
          yield ') {\n  one();\n';
          await pause(500);
          yield '  two();\n}';
        }
        model.answer = ({ screen }) => (screen === 'if (grows█)' ? inTwo() : '');
        await typeAndBeAsked(model, 'if (grows');
        assert.match(await accepted(open, acceptLine), /^if \(grows\) \{\s*█/);
      }),
    );
  });

  it('does not come back where it was dismissed meanwhile', async () => {
    await withDocument('javascript', '█', async open => {
      let isGone = false;
      async function* untilGone(): AsyncGenerator<string> {
        yield ') {\n  one();\n';
        while (!isGone) await pause(50);
        yield '  two();\n}';
      }
      model.answer = ({ screen }) => (screen === 'if (gone█)' ? untilGone() : '');
      await typeAndBeAsked(model, 'if (gone');
      await pause(1_000);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
      isGone = true;
      await pause(1_000);
      await vscode.commands.executeCommand(acceptLine);
      await pause(300);
      assert.equal(screen(open), 'if (gone█)');
    });
  });
});
