import * as vscode from 'vscode';
import { fitWindow } from '../completion/fitWindow';
import type { CursorSnapshot } from '../completion/snapshot';
import { lineWindow } from '../completion/window';

/** A longer line, in UTF-16 code units, is data or generated: nothing is suggested in it. */
const longestLine = 10_000;

/**
 * The window of a document around a position; undefined in a line that is too long. Costs as much as the window,
 * whatever the size of the document.
 */
export function snapshotAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): CursorSnapshot | undefined {
  if (document.lineAt(position).text.length > longestLine) return undefined;
  const cursor = document.offsetAt(position);
  const endOf = (line: number): vscode.Position => document.lineAt(line).range.end;
  const { firstLine, lastLine } = fitWindow(
    lineWindow(position.line, document.lineCount),
    position.line,
    line => cursor - document.offsetAt(new vscode.Position(line, 0)),
    line => document.offsetAt(endOf(line)) - cursor,
  );
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    languageId: document.languageId,
    prefix: document.getText(new vscode.Range(firstLine, 0, position.line, position.character)),
    suffix: document.getText(new vscode.Range(position, endOf(lastLine))),
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
