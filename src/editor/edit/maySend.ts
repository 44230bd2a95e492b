import type * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import type { Permission } from '../permission/permission';

/** Ignore files of a folder are read when they are first asked for; this long at most, in ms. */
const patienceMs = 2_000;

/** Whether text of a file may be sent, once its ignore files are read. The timer ends with the answer. */
export async function maySend(
  { permission, clock }: { readonly permission: Permission; readonly clock: Clock },
  uri: vscode.Uri,
): Promise<boolean> {
  if (permission.mayBeSent(uri)) return true;
  return new Promise(resolve => {
    const finish = (may: boolean): void => {
      listener.dispose();
      timer.dispose();
      resolve(may);
    };
    const timer = clock.setTimeout(() => finish(permission.mayBeSent(uri)), patienceMs);
    const listener = permission.onDidChange(() => {
      if (permission.mayBeSent(uri)) finish(true);
    });
  });
}
