import * as vscode from 'vscode';
import type { CursorSnapshot } from '../completion/snapshot';
import { lineWindow } from '../completion/window';

/** The window of a document around a position. Costs as much as the window, whatever the size of the document. */
export function snapshotAt(document: vscode.TextDocument, position: vscode.Position): CursorSnapshot {
  const { firstLine, lastLine } = lineWindow(position.line, document.lineCount);
  const end = document.lineAt(lastLine).range.end;
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    languageId: document.languageId,
    prefix: document.getText(new vscode.Range(firstLine, 0, position.line, position.character)),
    suffix: document.getText(new vscode.Range(position, end)),
  };
}

/** A document's path as a model should see it: relative to the workspace, never with the person's home folder. */
export function displayPath(uri: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(uri, false);
  const outside = relative === uri.fsPath || relative === uri.path;
  return (
    outside ? relative.slice(Math.max(relative.lastIndexOf('/'), relative.lastIndexOf('\\')) + 1) : relative
  ).replaceAll('\\', '/');
}
