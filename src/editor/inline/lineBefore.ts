import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { nextEdit } from '../../completion/answers/nextEdit';
import type { Candidate } from '../../completion/answers/accepted';

/** A line, its document as it was when the cursor came there, and the text it had then. */
interface Visit {
  readonly document: vscode.TextDocument;
  readonly line: number;
  readonly text: string;
}

/** Remembers what the line of the cursor was like before it was edited, to offer what follows from the edit. */
export interface LineBefore extends Disposable {
  /** The next edit on the line of the cursor; undefined when none follows from what was changed. */
  nextEdit(document: vscode.TextDocument, position: vscode.Position): Candidate | undefined;
}

/** Begins to watch the cursor. */
export function lineBefore(): LineBefore {
  let visit: Visit | undefined;
  let version = -1;
  const come = (editor: vscode.TextEditor | undefined): void => {
    if (!editor) return;
    const { document, selection } = editor;
    const { line } = selection.active;
    // The cursor also moves because text was changed; only where nothing was it has come to a new place.
    const typed = document.version !== version && visit?.document === document && visit.line === line;
    version = document.version;
    if (!typed) visit = { document, line, text: document.lineAt(line).text };
  };
  const store = new DisposableStore();
  store.add(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => come(textEditor)));
  store.add(vscode.window.onDidChangeActiveTextEditor(come));
  come(vscode.window.activeTextEditor);
  return {
    nextEdit: (document, { line, character }) =>
      visit?.document === document && visit.line === line
        ? nextEdit(visit.text, document.lineAt(line).text, character)
        : undefined,
    dispose: () => store.dispose(),
  };
}
