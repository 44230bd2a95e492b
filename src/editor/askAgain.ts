import * as vscode from 'vscode';
import type { Log } from '../common/log';
import type { Completer } from '../completion/completer';
import type { CursorSnapshot } from '../completion/snapshot';

/**
 * Has VS Code ask for suggestions at `place` once more, by one of its commands. Always resolves: where VS Code refuses the
 * command, what is on screen stays as it is and the log says why.
 */
export async function askAgain(
  completer: Pick<Completer, 'whileGrowing'>,
  place: CursorSnapshot,
  command: string,
  log: Log,
): Promise<void> {
  try {
    await completer.whileGrowing(place, () => vscode.commands.executeCommand(command));
  } catch (error) {
    log.warn('VS Code refused to ask for suggestions again', {
      command,
      why: error instanceof Error ? error.message : String(error),
    });
  }
}
