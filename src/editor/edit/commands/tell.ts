import * as vscode from 'vscode';

/** Says something that needs no answer. */
export function tell(text: string): void {
  void vscode.window.showInformationMessage(`Codex Spark: ${text}`);
}
