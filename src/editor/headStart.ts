import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable';
import type { Completer } from '../completion/completer';
import { cursorAfter, isOneKey } from '../completion/cursorAfter';
import type { AskWatch } from './askWatch';
import type { Composing } from './composing';
import { snapshotAt } from './documentSnapshot';

/**
 * Starts requests on the document-change event, and ends them when the cursor goes elsewhere. VS Code asks providers
 * only after a delay of its own of 50 ms; by then the answer of a fast endpoint is here.
 */
export function headStart(
  completer: Completer,
  allowed: (document: vscode.TextDocument) => boolean,
  watch: AskWatch,
  composing: Pick<Composing, 'now'>,
): Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      const [change] = contentChanges;
      // Undo and redo bring back what is known or unwanted; several changes at once are not typing.
      if (!change || contentChanges.length > 1 || reason !== undefined) return;
      const editor = vscode.window.activeTextEditor;
      if (editor?.document !== document || editor.selections.length > 1 || !allowed(document)) return;
      if (change.rangeLength === 0 && isOneKey(change.text)) watch.typed(document.uri.toString());
      // Snoozed: VS Code does not ask, and nothing is to be sent. Composing: what stands there is not meant yet.
      if (watch.silent || composing.now) return;
      const cursor = document.positionAt(change.rangeOffset + cursorAfter(change.text));
      const snapshot = snapshotAt(document, cursor);
      if (snapshot) completer.typed(snapshot);
    }),
  );
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      // Typing moves the cursor, too, and is told of as a change of the keyboard.
      if (kind !== vscode.TextEditorSelectionChangeKind.Mouse || !allowed(textEditor.document)) return;
      const [selection] = selections;
      const snapshot = selection && snapshotAt(textEditor.document, selection.active);
      if (snapshot) completer.moved(snapshot);
    }),
  );
  return store;
}
