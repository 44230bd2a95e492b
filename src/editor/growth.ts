import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { Log } from '../common/log';
import type { Completer } from '../completion/completer';
import { isSamePlace } from '../completion/snapshot';
import { askAgain } from './askAgain';
import { snapshotAt } from './documentSnapshot';

/**
 * Lets a shown suggestion grow once, when the rest of its answer has arrived. The stable API has no event for it, but
 * `showNext` asks a provider a second time and moves on to the longer text in place, without a blank frame. Works once
 * per document version. VS Code runs the command only while a suggestion is visible, so that one that was dismissed
 * does not come back.
 */
export function growth(completer: Completer, log: Log): Disposable {
  return completer.onDidGrow(snapshot => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selections.length > 1 || !editor.selection.isEmpty) return;
    const now = snapshotAt(editor.document, editor.selection.active);
    if (!now || !isSamePlace(snapshot, now)) return;
    void askAgain(completer, snapshot, 'editor.action.inlineSuggest.showNext', log);
  });
}
