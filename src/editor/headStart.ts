import * as vscode from 'vscode';
import type { Completer } from '../completion/completer';
import type { AskWatch } from './askWatch';
import { snapshotAt } from './documentSnapshot';

/**
 * Starts requests on the document-change event. VS Code asks providers only after a delay of its own of 50 ms;
 * by then the answer of a fast endpoint is here.
 */
export function headStart(
  completer: Completer,
  allowed: (document: vscode.TextDocument) => boolean,
  watch: AskWatch,
): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(event => {
    const { document, contentChanges, reason } = event;
    const [change] = contentChanges;
    // Undo and redo bring back what is known or unwanted; several changes at once are not typing.
    if (!change || contentChanges.length > 1 || reason !== undefined) return;
    const editor = vscode.window.activeTextEditor;
    if (editor?.document !== document || editor.selections.length > 1 || !allowed(document)) return;
    watch.changed();
    // Snoozed: VS Code does not ask, and nothing is to be sent.
    if (watch.silent) return;
    const cursor = document.positionAt(change.rangeOffset + cursorAfter(change.text));
    const snapshot = snapshotAt(document, cursor);
    if (snapshot) completer.typed(snapshot);
  });
}

/** Where the cursor stands in a text just inserted: at its end, or inside a pair the editor closed by itself. */
function cursorAfter(text: string): number {
  return ['()', '[]', '{}', '""', "''", '``'].includes(text) ? 1 : text.length;
}
