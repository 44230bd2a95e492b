import type * as vscode from 'vscode';

/** The length of a document in UTF-16 code units, without putting its text together. */
export function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
