import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { Completer } from '../completion/completer';
import { snapshotAt } from './documentSnapshot';

/**
 * Lets a shown suggestion grow once, when the rest of its answer has arrived. The stable API has no event for it:
 * VS Code asks a provider a second time on an explicit trigger, but goes on showing the item it has; `showNext`
 * then moves on to the longer one in place, without a blank frame. Works once per document version.
 */
export function growth(completer: Completer): Disposable {
  return completer.onDidGrow(snapshot => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selections.length > 1 || !editor.selection.isEmpty) return;
    const now = snapshotAt(editor.document, editor.selection.active);
    if (now?.uri !== snapshot.uri || now.prefix !== snapshot.prefix || now.suffix !== snapshot.suffix) return;
    const commands = ['editor.action.inlineSuggest.trigger', 'editor.action.inlineSuggest.showNext'];
    void vscode.commands.executeCommand('runCommands', { commands });
  });
}
