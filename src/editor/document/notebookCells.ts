import * as vscode from 'vscode';
import { joinCells, type JoinedCells } from '../../completion/text/joinedCells';
import type { Lines } from '../../completion/window';

/** The text that a document is a part of: for a notebook cell all cells joined, else the document itself. */
export function joinedTextOf(document: vscode.TextDocument): JoinedCells {
  const cells = cellsAround(document);
  const at = cells.findIndex(cell => cell.document === document);
  if (at < 0) return { lines: linesOf(document), start: 0 };
  return joinCells(
    cells.map(cell => ({
      kind: cell.kind === vscode.NotebookCellKind.Code ? 'code' : 'markup',
      languageId: cell.document.languageId,
      lines: linesOf(cell.document),
    })),
    at,
  );
}

/** Whether two documents are cells of one notebook. */
export function inOneNotebook(a: vscode.TextDocument, b: vscode.TextDocument): boolean {
  const { scheme, path } = a.uri;
  return scheme === cellScheme && b.uri.scheme === cellScheme && b.uri.path === path;
}

/** The scheme of the documents that cells of notebooks are. */
export const cellScheme = 'vscode-notebook-cell';

function cellsAround(document: vscode.TextDocument): readonly vscode.NotebookCell[] {
  if (document.uri.scheme !== cellScheme) return [];
  const { path } = document.uri;
  return vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === path)?.getCells() ?? [];
}

/** A document as the pure parts read it. */
export function linesOf(document: vscode.TextDocument): Lines {
  return { count: document.lineCount, text: line => document.lineAt(line).text };
}
