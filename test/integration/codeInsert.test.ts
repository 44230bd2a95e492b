import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CodeActions } from '../../src/chat/code/codeActions';
import { screen, type, withDocument, type OpenDocument } from '../support/host/editing';

describe('code of an answer at the cursor', () => {
  const insert = async ({ editor }: OpenDocument, code: string): Promise<void> => {
    const actions = new CodeActions(
      () => editor,
      () => assert.fail('nothing is applied'),
    );
    const { state } = await actions.insert({ code, language: 'rust' });
    assert.equal(state, 'done');
    actions.dispose();
  };

  for (const [what, before, after] of [
    ['with nothing selected', 'a\n█\nb', 'a\nf(x)█\nb'],
    ['inside of a word', 'ab█cd', 'abf(x)█cd'],
  ] as const) {
    it(`is typed on behind, ${what}`, () =>
      withDocument('rust', before, async open => {
        await insert(open, 'f(x)');
        await type(';');
        assert.equal(screen(open), after.replace('█', ';█'));
        await vscode.commands.executeCommand('undo');
        await vscode.commands.executeCommand('undo');
        assert.equal(screen(open), before);
      }));
  }

  it('takes the place of what is selected, at each cursor, and is typed on behind', () =>
    withDocument('rust', 'one two one', async open => {
      open.editor.selections = [new vscode.Selection(0, 0, 0, 3), new vscode.Selection(0, 8, 0, 11)];
      await insert(open, 'f');
      await type('g');
      assert.equal(open.document.getText(), 'fg two fg');
    }));
});
