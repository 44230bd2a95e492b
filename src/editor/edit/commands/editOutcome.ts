import * as vscode from 'vscode';
import { t } from '../../../common/l10n';
import type { Outcome } from '../answers/answer';
import type { EditSession } from '../live/editSession';
import { refusedWords } from './refusedWords';

/** A message that fades by itself, in ms. */
const briefMs = 5_000;

/** Tells the user how an answer ended, in one message at most. */
export async function tellOutcome(edit: EditSession, outcome: Outcome): Promise<void> {
  if (edit.task.isToldElsewhere) return;
  if (outcome.kind === 'refused') {
    const { text, namesConnect } = refusedWords(outcome.words);
    const connect = t('Connect a Model');
    const choice = await vscode.window.showInformationMessage(
      `Codex Spark: ${text}`,
      ...(namesConnect ? [connect] : []),
    );
    if (choice === connect) await vscode.commands.executeCommand('codexSpark.connectModel');
  } else if (outcome.kind === 'failed') {
    const [retry, showLog] = [t('Retry'), t('Show Log')];
    const choice = await vscode.window.showErrorMessage(`Codex Spark: ${outcome.message}`, retry, showLog);
    if (choice === retry) await edit.retry();
    if (choice === showLog) await vscode.commands.executeCommand('codexSpark.showLog');
  } else if (edit.openHunks === 0 && outcome.kind === 'done' && !edit.task.isSet) {
    vscode.window.setStatusBarMessage(t('Codex Spark: the answer changes nothing here.'), briefMs);
  }
}
