import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';

/** Says what is seen now, for as long as the tour plays. */
export interface TourSign extends Disposable {
  say(words: string): void;
}

/** The notice that stays for as long as the recording plays; its button stops it. */
export function openNotice(stepByStep: boolean, stop: () => void): TourSign {
  let report: (words: string) => void = () => undefined;
  let close: () => void = () => undefined;
  let latest = '';
  void vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Codex Spark, a recording'),
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(stop);
      report = words => progress.report({ message: withKeys(words, stepByStep) });
      report(latest);
      return new Promise<void>(resolve => (close = resolve));
    },
  );
  return {
    say: words => {
      latest = words;
      report(words);
    },
    dispose: () => close(),
  };
}

function withKeys(words: string, stepByStep: boolean): string {
  return stepByStep
    ? t('{0} Alt+Enter goes on, Esc stops.', words)
    : t('{0} Esc stops it, Alt+Enter goes on at once.', words);
}

/** The item in the status bar; a click on it stops the tour, or goes on with it. */
export function statusSign(stepByStep: boolean): TourSign {
  const item = vscode.window.createStatusBarItem('codexSpark.showMe', vscode.StatusBarAlignment.Left, 1_000);
  item.name = t('Codex Spark: Show Me');
  const words = stepByStep ? t('Show Me: Next Step') : t('Show Me: Stop');
  item.text = `$(play) ${words}`;
  item.command = stepByStep ? 'codexSpark.showMeNext' : 'codexSpark.showMeStop';
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  item.show();
  return {
    say: said => void (item.tooltip = said),
    dispose: () => item.dispose(),
  };
}
