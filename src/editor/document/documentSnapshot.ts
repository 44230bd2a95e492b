import * as vscode from 'vscode';
import type { LineEnd } from '../../common/lineEnd';
import { windowBudget } from '../../completion/context/budget';
import type { CursorSnapshot } from '../../completion/snapshot';
import { lineWindow, type WindowBudget } from '../../completion/window';
import { joinedTextOf } from './notebookCells';

/** A longer line, in UTF-16 code units, is data or generated: nothing is suggested in it. */
const longestLine = 10_000;

/**
 * The window of a document around a position; undefined in a line that is too long. Costs as much as the window,
 * whatever the size of the document. In a notebook it reaches over the other cells.
 */
export function snapshotAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  budget: WindowBudget = windowBudget,
): CursorSnapshot | undefined {
  const text = document.lineAt(position).text;
  if (text.length > longestLine) return undefined;
  const { lines, start } = joinedTextOf(document);
  const line = start + position.line;
  const { firstLine, lastLine } = lineWindow(lines, line, budget);
  const lineEnd = documentLineEnd(document);
  const read = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, index) => lines.text(from + index));
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    languageId: document.languageId,
    firstLine,
    prefix: [...read(firstLine, line), text.slice(0, position.character)].join(lineEnd),
    suffix: [text.slice(position.character), ...read(line + 1, lastLine + 1)].join(lineEnd),
  };
}

/** A document's path as a model should see it: relative to the workspace, never with the user's home folder. */
export function displayPath(uri: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(uri, false);
  const outside = relative === uri.fsPath || relative === uri.path;
  return (
    outside ? relative.slice(Math.max(relative.lastIndexOf('/'), relative.lastIndexOf('\\')) + 1) : relative
  ).replaceAll('\\', '/');
}

/** The line breaks of a document. */
export function documentLineEnd({ eol }: vscode.TextDocument): LineEnd {
  return eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}
