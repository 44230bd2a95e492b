import * as vscode from 'vscode';
import { findingsText } from '../../completion/context/findings';
import type { DiagnosticsForm } from '../../protocol/promptForms';
import { displayPath } from '../document/documentSnapshot';

/** What the language services say near a line, as they have said it by now; undefined when nothing. */
export function findingsNear(
  document: vscode.TextDocument,
  line: number,
  budget: number,
): DiagnosticsForm | undefined {
  const findings = vscode.languages.getDiagnostics(document.uri).flatMap(({ range, message, severity }) => {
    if (severity > vscode.DiagnosticSeverity.Warning) return [];
    const kind = severity === vscode.DiagnosticSeverity.Error ? ('error' as const) : ('warning' as const);
    return [{ line: range.start.line, severity: kind, message, code: document.getText(range) }];
  });
  const text = findingsText(findings, line, budget);
  if (text === '') return undefined;
  return { kind: 'diagnostics', path: displayPath(document.uri), language: document.languageId, text };
}
