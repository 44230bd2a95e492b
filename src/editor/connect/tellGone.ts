import * as vscode from 'vscode';
import { t } from '../../common/l10n';

/** Says that a server has gone, and offers to look for others. */
export function tellGone(message: string): void {
  void vscode.window.showWarningMessage(message, t('Find Models')).then(action => {
    if (action) void vscode.commands.executeCommand('codexSpark.findModels');
  });
}
