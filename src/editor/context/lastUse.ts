import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';

/** How many documents are remembered in the order of their last use. */
const mostDocuments = 50;

/** In which order documents were worked on. */
export interface LastUse extends Disposable {
  /** How long ago a document was the active one, in documents: 0 for the active one. Infinity when never seen. */
  readonly age: (uri: vscode.Uri) => number;
}

/** Follows the active editor. */
export function followLastUse(): LastUse {
  let used: readonly string[] = [];
  const use = (editor: vscode.TextEditor | undefined): void => {
    if (!editor) return;
    const key = editor.document.uri.toString();
    used = [key, ...used.filter(other => other !== key)].slice(0, mostDocuments);
  };
  use(vscode.window.activeTextEditor);
  const following = vscode.window.onDidChangeActiveTextEditor(use);
  return {
    age: uri => {
      const place = used.indexOf(uri.toString());
      return place < 0 ? Infinity : place;
    },
    dispose: () => {
      following.dispose();
    },
  };
}
