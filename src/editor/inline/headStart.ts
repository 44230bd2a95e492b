import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Completer } from '../../completion/completer';
import { cursorAfter, isOneKey } from '../../completion/requests/cursorAfter';
import type { SnoozeDetection } from './snoozeDetection';
import type { Composing } from './composing';
import type { Snippets } from './snippetsIn';
import type { DocumentChanges } from '../document/documentChanges';
import type { InlinePlaces } from './inlinePlaces';

/**
 * Whether what was inserted at once is a snippet shows where the cursor is put into it, which is told a moment later. In
 * ms.
 */
const insertedMs = 10;

/** What knows of reasons to ask for nothing yet. */
export interface HeadStartNeighbours {
  readonly watch: SnoozeDetection;
  readonly composing: Pick<Composing, 'now'>;
  readonly snippets: Pick<Snippets, 'mayHide'>;
  readonly places: InlinePlaces;
}

/**
 * Starts requests on the document-change event, and ends them when the cursor goes elsewhere. VS Code asks providers
 * only after a delay of its own of 50 ms; by then the answer of a fast endpoint is here.
 */
export function headStart(
  completer: Completer,
  allowed: (document: vscode.TextDocument) => boolean,
  { watch, composing, snippets, places }: HeadStartNeighbours,
  changes: DocumentChanges,
  clock: Clock,
): Disposable {
  let later: Disposable | undefined;
  const store = new DisposableStore();
  store.add(
    changes.follow('ask', ({ document, contentChanges, reason }) => {
      const [change] = contentChanges;
      // Undo and redo bring back what is known or unwanted; several changes at once are not typing.
      if (!change || contentChanges.length > 1 || reason !== undefined) return;
      const editor = vscode.window.activeTextEditor;
      if (editor?.document !== document || editor.selections.length > 1 || !allowed(document)) return;
      if (change.rangeLength === 0 && isOneKey(change.text)) watch.typed(document.uri.toString());
      // Snoozed: VS Code does not ask, and nothing is to be sent. Composing: what stands there is not meant yet.
      // In a snippet it may be hidden.
      if (watch.silent || composing.now || snippets.mayHide(document)) return;
      const cursor = document.positionAt(change.rangeOffset + cursorAfter(change.text));
      const snapshot = places.placeAt(document, cursor);
      if (!snapshot) return;
      later?.dispose();
      const how = { byHand: places.byHand(document) };
      if (change.text === '' || isOneKey(change.text)) return completer.typed(snapshot, how);
      const { version } = document;
      later = clock.setTimeout(() => {
        if (document.version === version && !snippets.mayHide(document)) completer.typed(snapshot, how);
      }, insertedMs);
    }),
  );
  store.add({ dispose: () => later?.dispose() });
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      // Typing moves the cursor, too, and is told of as a change of the keyboard.
      if (kind !== vscode.TextEditorSelectionChangeKind.Mouse || !allowed(textEditor.document)) return;
      const [selection] = selections;
      const snapshot = selection && places.placeAt(textEditor.document, selection.active);
      if (snapshot) completer.moved(snapshot);
    }),
  );
  return store;
}
