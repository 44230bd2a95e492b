import * as vscode from 'vscode';
import type { OffsetRange } from '../../../diff/offsetRange';

/** The range between two offsets. */
export function editorRange(document: vscode.TextDocument, { start, end }: OffsetRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The document's text between two offsets. */
export function readRange(document: vscode.TextDocument, range: OffsetRange): string {
  return document.getText(editorRange(document, range));
}
