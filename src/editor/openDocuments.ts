import * as vscode from 'vscode';
import type { DocumentForm } from '../protocol/promptForms';
import { displayPath } from './documentSnapshot';

/** Bounds of what other documents may add to a request. In UTF-16 code units; about 4 to a token. */
const budget = { total: 48_000, perDocument: 16_000 };

/**
 * The documents in open tabs other than the active one, as context for completions, most useful first: visible
 * ones, then in tab order. Only those that may be sent.
 */
export function openDocuments(allowed: (document: vscode.TextDocument) => boolean): DocumentForm[] {
  const active = vscode.window.activeTextEditor?.document;
  const inTabs = tabUris();
  const visible = new Set(vscode.window.visibleTextEditors.map(editor => editor.document));
  const documents = vscode.workspace.textDocuments
    .filter(document => document !== active && !document.isClosed && allowed(document))
    .filter(document => visible.has(document) || inTabs.has(document.uri.toString()))
    .sort((a, b) => Number(visible.has(b)) - Number(visible.has(a)) || compare(a.uri.path, b.uri.path));
  let left = budget.total;
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
