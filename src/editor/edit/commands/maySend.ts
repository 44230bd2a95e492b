import type * as vscode from 'vscode';
import type { Clock } from '../../../common/clock';
import { until } from '../../../common/until';
import type { Permission } from '../../permission/permission';

/** Ignore files of a folder are read when they are first asked for; this long at most, in ms. */
const patienceMs = 2_000;

/** Whether text of a file may be sent, once its ignore files are read. */
export async function maySend(
  { permission, clock }: { readonly permission: Permission; readonly clock: Clock },
  uri: vscode.Uri,
): Promise<boolean> {
  await until(() => permission.isDecided(uri), permission.onDidChange, clock, patienceMs);
  return permission.mayBeSent(uri);
}
