import type * as vscode from 'vscode';
import type { PictureText } from './picture';

/** A document as edits are drawn in it. @param tabSize in columns; it matters only for what is drawn */
export function pictureText(document: vscode.TextDocument, tabSize = 4): PictureText {
  return {
    lineCount: document.lineCount,
    lineAt: line => document.lineAt(line).text,
    positionAt: offset => document.positionAt(offset),
    tabSize,
  };
}
