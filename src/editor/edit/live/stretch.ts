import * as vscode from 'vscode';
import type { Stretch } from '../../../diff/stretch';

/** The range between two offsets. */
export function rangeOfStretch(document: vscode.TextDocument, { start, end }: Stretch): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The document's text between two offsets. */
export function readStretch(document: vscode.TextDocument, stretch: Stretch): string {
  return document.getText(rangeOfStretch(document, stretch));
}
