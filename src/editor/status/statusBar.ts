import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { Headline, Hover, StatusFacts, StatusFigures } from './statusText';
import { StatusView } from './statusView';

/** The status bar item: what the session does, and a click to look closer. */
export interface StatusBar extends Disposable {
  /** Shows the facts as they are now. Costs nothing when nothing visible has changed. */
  update(facts: StatusFacts, figures: () => StatusFigures): void;
  /** Shows that the settings cannot be used, and why. */
  showInvalid(reason: string): void;
}

/** Creates the item; it appears with the first update. */
export function createStatusBar(clock: Clock): StatusBar {
  const item = vscode.window.createStatusBarItem('codexSpark.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Codex Spark';
  item.command = 'codexSpark.showSession';
  const writer = {
    headline({ text, label, severity }: Headline): void {
      item.text = text;
      item.accessibilityInformation = { label };
      item.backgroundColor =
        severity === 'normal' ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`);
      item.show();
    },
    hover(hover: Hover): void {
      item.tooltip = tooltip(hover);
    },
  };
  const view = new StatusView(writer, clock);
  return {
    update: (facts, figures) => view.update(facts, figures),
    showInvalid: reason => {
      view.reset();
      writer.headline({
        text: t('$(error) Codex Spark: settings'),
        label: t('Codex Spark, unusable settings'),
        severity: 'error',
      });
      writer.hover({ lines: [reason], links: [{ text: t('$(output) Log'), command: 'showLog' }] });
    },
    dispose: () => {
      view.dispose();
      item.dispose();
    },
  };
}

function tooltip({ lines, links }: Hover): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: links.map(({ command }) => `codexSpark.${command}`) };
  markdown.appendMarkdown('**Codex Spark Live**\n\n');
  for (const line of lines) {
    markdown.appendText(line);
    markdown.appendMarkdown('\n\n');
  }
  markdown.appendMarkdown('---\n\n');
  // Below each other: a row of five would be cut on a narrow screen. A language id has no markup in it.
  markdown.appendMarkdown(
    links.map(({ text, command }) => `[${text}](command:codexSpark.${command})`).join('  \n'),
  );
  return markdown;
}
