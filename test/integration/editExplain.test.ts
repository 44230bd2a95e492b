import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textParts } from '../../src/protocol/inputText';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import { withDocument } from '../support/host/editing';
import { waitFor } from '../support/host/waitFor';
import { withSettings } from '../support/network/editing';

const code = 'function doubled(n) {\n  return n * 2;\n}\n';
const text = `// above qzxw\n\n${code}\n// below qzxw\n`;

describe('explaining code', () => {
  let model: DrivenGateway;
  before(async () => (model = await DrivenGateway.start()));
  after(async () => {
    await model.stop();
    // The chat has opened; other tests look at how much of a document is in sight.
    for (const bar of ['Sidebar', 'AuxiliaryBar'])
      await vscode.commands.executeCommand(`workbench.action.close${bar}`);
  });

  it('asks the chat about what is selected, and leaves the file as it is', () =>
    withSettings(model.settings, () =>
      withDocument('javascript', text, async ({ document, editor }) => {
        editor.selection = new vscode.Selection(2, 0, 5, 0);
        await vscode.commands.executeCommand('codexSpark.explain');
        const question = await waitFor('the question', () => {
          for (const answer of model.answers) {
            const said = textParts(answer.request.input).map(part => part.text);
            if (said.some(part => part.includes('Explain this code.')))
              return { answer, said: said.join('\n') };
          }
          return undefined;
        });
        assert.ok(question.said.includes('return n * 2;'));
        assert.ok(!question.said.includes('qzxw'), 'only the code that is asked about');
        question.answer.text('It doubles.');
        question.answer.end();
        assert.equal(document.getText(), text);
      }),
    ));
});
