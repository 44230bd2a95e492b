import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import { statusText, type StatusFacts, type StatusText } from './statusText';

/** The status bar item: what the session does, and a click to look closer. */
export interface StatusBar extends Disposable {
  /** Shows the facts as they are now. */
  update(facts: StatusFacts): void;
  /** Shows that the settings cannot be used, and why. */
  showInvalid(reason: string): void;
}

/** Creates the item; it appears with the first update. */
export function createStatusBar(): StatusBar {
  const item = vscode.window.createStatusBarItem('codexSpark.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Codex Spark';
  item.command = 'codexSpark.showSession';
  return {
    update: facts => show(statusText(facts)),
    showInvalid: reason =>
      show({
        text: '$(error) Codex Spark: settings',
        label: 'Codex Spark, unusable settings',
        severity: 'error',
        lines: [reason],
      }),
    dispose: () => item.dispose(),
  };

  function show({ text, lines, severity, label }: StatusText): void {
    item.text = text;
    item.accessibilityInformation = { label };
    item.backgroundColor =
      severity === 'normal' ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`);
    item.tooltip = tooltip(lines);
    item.show();
  }
}

function tooltip(lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.appendMarkdown('**Codex Spark Live**\n\n');
  for (const line of lines) {
    markdown.appendText(line);
    markdown.appendMarkdown('\n\n');
  }
  markdown.isTrusted = {
    enabledCommands: ['codexSpark.toggleInline', 'codexSpark.showSession', 'codexSpark.showLog'],
  };
  markdown.appendMarkdown(
    '[$(zap) Suggestions on/off](command:codexSpark.toggleInline) · [$(pulse) Session](command:codexSpark.showSession) · [$(output) Log](command:codexSpark.showLog)',
  );
  return markdown;
}
