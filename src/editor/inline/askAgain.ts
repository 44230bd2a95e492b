import * as vscode from 'vscode';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';

/**
 * Has VS Code ask for suggestions once more, by one of its commands. Always resolves: where VS Code refuses the command,
 * what is on screen stays as it is and the log says why.
 */
export async function askAgain(log: Log, command: string, ...args: readonly unknown[]): Promise<void> {
  try {
    await vscode.commands.executeCommand(command, ...args);
  } catch (error) {
    log.warn('VS Code refused to ask for suggestions again', {
      command,
      why: messageOf(error),
    });
  }
}
