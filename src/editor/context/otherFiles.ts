import * as vscode from 'vscode';
import type { StandingFile } from '../../completion/context/openFiles';
import { displayPath } from '../document/documentSnapshot';
import { inOneNotebook, linesOf } from '../document/notebookCells';

/** The documents in open tabs other than this one, the most useful first; only those that may be sent. */
export function otherFiles(
  current: vscode.TextDocument,
  allowed: (document: vscode.TextDocument) => boolean,
  age: (uri: vscode.Uri) => number,
): StandingFile[] {
  const tabs = tabUris();
  const visible = new Set(vscode.window.visibleTextEditors.map(editor => editor.document));
  return vscode.workspace.textDocuments
    .filter(document => document !== current && !inOneNotebook(document, current) && !document.isClosed)
    .filter(document => visible.has(document) || tabs.has(document.uri.toString()))
    .filter(allowed)
    .map(document => ({
      ...openFile(document),
      standing:
        (visible.has(document) ? 0.05 : 0) +
        (document.languageId === current.languageId ? 0.02 : 0) +
        0.03 / (1 + Math.min(age(document.uri), 50)),
    }))
    .sort((a, b) => b.standing - a.standing);
}

/** An open document as the pure parts know it. */
function openFile(document: vscode.TextDocument): Omit<StandingFile, 'standing'> {
  return {
    key: document.uri.toString(),
    version: document.version,
    path: displayPath(document.uri),
    language: document.languageId,
    lines: linesOf(document),
  };
}

function tabUris(): Set<string> {
  const inputs = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.input));
  return new Set(
    inputs.flatMap(input => {
      if (input instanceof vscode.TabInputText) return [input.uri.toString()];
      return input instanceof vscode.TabInputTextDiff ? [input.modified.toString()] : [];
    }),
  );
}
