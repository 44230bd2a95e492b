import * as vscode from 'vscode';
import { contextBudget } from '../completion/context/budget';
import type { CursorSnapshot } from '../completion/snapshot';
import { lineWindow, type Lines, type WindowBudget } from '../completion/window';

/** A longer line, in UTF-16 code units, is data or generated: nothing is suggested in it. */
const longestLine = 10_000;

/**
 * The window of a document around a position; undefined in a line that is too long. Costs as much as the window,
 * whatever the size of the document.
 */
export function snapshotAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  budget: WindowBudget = contextBudget(),
): CursorSnapshot | undefined {
  if (document.lineAt(position).text.length > longestLine) return undefined;
  const { firstLine, lastLine } = lineWindow(linesOf(document), position.line, budget);
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    languageId: document.languageId,
    firstLine,
    prefix: document.getText(new vscode.Range(firstLine, 0, position.line, position.character)),
    suffix: document.getText(new vscode.Range(position, document.lineAt(lastLine).range.end)),
  };
}

/** A document as the pure parts read it. */
export function linesOf(document: vscode.TextDocument): Lines {
  return { count: document.lineCount, text: line => document.lineAt(line).text };
}

/** A document's path as a model should see it: relative to the workspace, never with the person's home folder. */
export function displayPath(uri: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(uri, false);
  const outside = relative === uri.fsPath || relative === uri.path;
  return (
    outside ? relative.slice(Math.max(relative.lastIndexOf('/'), relative.lastIndexOf('\\')) + 1) : relative
  ).replaceAll('\\', '/');
}
