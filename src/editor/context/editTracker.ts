import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { RecentEdits } from '../../completion/context/recentEdits';

/** How many documents are remembered in the order of their last use. */
const mostDocuments = 50;

/** What the user worked on last. */
export interface EditTracker extends Disposable {
  readonly edits: RecentEdits;
  /** How long ago a document was the active one, in documents: 0 for the active one. Infinity when never seen. */
  readonly age: (uri: vscode.Uri) => number;
}

/** Follows edits and the active editor. */
export function createEditTracker(): EditTracker {
  const store = new DisposableStore();
  const edits = new RecentEdits();
  let used: readonly string[] = [];
  const use = (editor: vscode.TextEditor | undefined): void => {
    if (!editor) return;
    const key = editor.document.uri.toString();
    used = [key, ...used.filter(other => other !== key)].slice(0, mostDocuments);
  };
  use(vscode.window.activeTextEditor);
  store.add(vscode.window.onDidChangeActiveTextEditor(use));
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      // Only what the user changes here; undo takes back what is no longer of interest, or is already known.
      if (reason !== undefined || vscode.window.activeTextEditor?.document !== document) return;
      const key = document.uri.toString();
      const fromBelow = [...contentChanges].sort((a, b) => b.rangeOffset - a.rangeOffset);
      for (const { range, text } of fromBelow) {
        const first = range.start.line;
        edits.edited({ key, first, lastBefore: range.end.line, lastNow: first + lineBreaks(text) });
      }
    }),
  );
  store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => edits.forget(uri.toString())));
  return {
    edits,
    age: uri => {
      const place = used.indexOf(uri.toString());
      return place < 0 ? Infinity : place;
    },
    dispose: () => store.dispose(),
  };
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
