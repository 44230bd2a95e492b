import * as vscode from 'vscode';

/** Says that a server has gone, and offers to look for others. */
export function tellGone(message: string): void {
  void vscode.window.showWarningMessage(message, 'Find Models').then(action => {
    if (action) void vscode.commands.executeCommand('codexSpark.findModels');
  });
}
