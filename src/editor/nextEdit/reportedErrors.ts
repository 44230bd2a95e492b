import * as vscode from 'vscode';
import type { ReportedError } from './leftNames';

/** More errors than these say nothing about a single name. */
const mostErrors = 200;

/** Longer texts are no names, in UTF-16 code units. */
const longestName = 100;

/** The errors about single names in open documents. */
export function reportedErrors(): readonly ReportedError[] {
  const found: ReportedError[] = [];
  for (const document of vscode.workspace.textDocuments) {
    const uri = document.uri.toString();
    for (const { severity, range } of vscode.languages.getDiagnostics(document.uri)) {
      if (severity !== vscode.DiagnosticSeverity.Error || !range.isSingleLine) continue;
      if (range.end.character - range.start.character > longestName) continue;
      if (found.length === mostErrors) return found;
      found.push({
        uri,
        range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
        text: document.getText(range),
      });
    }
  }
  return found;
}
