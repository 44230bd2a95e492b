import * as vscode from 'vscode';
import type { ContextPieces } from '../completion/context/pieces';
import type { DocumentForm } from '../protocol/promptForms';
import { displayPath } from './documentSnapshot';
import { joinedTextOf } from './notebookCells';

/** Bounds of what documents may add to a request. In UTF-16 code units; about 4 to a token. */
const budget = { others: 32_000, perDocument: 12_000, current: 48_000 };

/** Lines of a long document that are sent ahead, before and behind the cursor. */
const reach = 600;

/** The documents a completion may know: the open tabs, and the one being edited. */
export function contextDocuments(allowed: (document: vscode.TextDocument) => boolean): ContextPieces {
  return { others: openDocuments(allowed), current: currentDocument(allowed), notes: [] };
}

/** The document being edited, or the part of it around the cursor when it is long. */
function currentDocument(allowed: (document: vscode.TextDocument) => boolean): DocumentForm | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !allowed(editor.document)) return undefined;
  const { document, selection } = editor;
  const { lines, start } = joinedTextOf(document);
  const line = start + selection.active.line;
  const whole = lines.count <= 2 * reach;
  // Whole steps, so that the part is the same one while the cursor moves a little.
  const first = whole ? 0 : Math.max(0, line - reach - (line % 200));
  const last = Math.min(lines.count, whole ? lines.count : line + reach);
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const text = Array.from({ length: last - first }, (_, index) => lines.text(first + index)).join(lineEnd);
  if (text.length > budget.current) return undefined;
  return { kind: 'document', path: displayPath(document.uri), language: document.languageId, text };
}

/**
 * Documents in open tabs other than the active one, as context for completions, most useful first: visible
 * ones, then in tab order. Only those that may be sent.
 */
function openDocuments(allowed: (document: vscode.TextDocument) => boolean): DocumentForm[] {
  const active = vscode.window.activeTextEditor?.document;
  const inTabs = tabUris();
  const visible = new Set(vscode.window.visibleTextEditors.map(editor => editor.document));
  const documents = vscode.workspace.textDocuments
    .filter(document => document !== active && !document.isClosed && allowed(document))
    .filter(document => visible.has(document) || inTabs.has(document.uri.toString()))
    .sort((a, b) => Number(visible.has(b)) - Number(visible.has(a)) || compare(a.uri.path, b.uri.path));
  let left = budget.others;
  const forms: DocumentForm[] = [];
  for (const document of documents) {
    const text = document
      .getText(new vscode.Range(0, 0, 400, 0))
      .slice(0, Math.min(budget.perDocument, left));
    if (text.trim() === '') continue;
    left -= text.length;
    forms.push({ kind: 'document', path: displayPath(document.uri), language: document.languageId, text });
    if (left <= 0) break;
  }
  return forms;
}

function tabUris(): Set<string> {
  const inputs = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.input));
  return new Set(
    inputs.flatMap(input => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
