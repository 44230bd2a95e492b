import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { sparingDecorations } from '../../../src/editor/setDecorations';

/** An editor that writes down what it is given. */
function editor(): { readonly calls: string[]; readonly editor: vscode.TextEditor } {
  const calls: string[] = [];
  const fake: Partial<vscode.TextEditor> = {
    setDecorations: (style, decorations) => calls.push(`${style.key} ${decorations.length}`),
  };
  return { calls, editor: fake as vscode.TextEditor };
}

const style = (key: string): vscode.TextEditorDecorationType => ({ key, dispose() {} });
const some: vscode.DecorationOptions[] = [{} as vscode.DecorationOptions];

describe('sparingDecorations', () => {
  it('takes away once what is there, and nothing from where nothing is', () => {
    const set = sparingDecorations();
    const [added, removed] = [style('added'), style('removed')];
    const [left, right] = [editor(), editor()];
    for (const list of [[], some, some, [], []]) set(left.editor, added, list);
    set(left.editor, removed, []);
    set(right.editor, added, []);
    assert.deepEqual(left.calls, ['added 1', 'added 1', 'added 0']);
    assert.deepEqual(right.calls, []);
  });
});
