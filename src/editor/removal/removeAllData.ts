import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import { messageOf } from '../../common/thrown';
import { downloads } from '../downloads';
import { inWords, isNothing, nameOf } from './inWords';
import { lookForData, type LeftBehind } from './leftBehind';
import { removeDownload } from './removeDownload';

/** What removing works with. */
export interface RemovalParts {
  readonly context: Pick<
    vscode.ExtensionContext,
    'secrets' | 'globalState' | 'workspaceState' | 'storageUri' | 'globalStorageUri'
  >;
  /** Forgets the conversations that are in memory, so that they are not written again. */
  readonly forgetChat: () => Promise<void>;
}

const remove = t('Remove');
const keepModels = t('Remove, but Keep the Models');

/** Lists what the extension has on this machine, asks, and removes it: what an uninstall would leave behind. */
export async function removeAllData({ context, forgetChat }: RemovalParts): Promise<void> {
  const { secrets, globalState, workspaceState, storageUri, globalStorageUri } = context;
  const found = await lookForData({
    workspace: storageUri?.fsPath,
    global: globalStorageUri.fsPath,
    secrets: await secrets.keys(),
    state: [...globalState.keys(), ...workspaceState.keys()],
    downloads: downloads(globalState),
  });
  if (isNothing(found)) {
    void vscode.window.showInformationMessage(t('Codex Spark: there is no data to remove.'));
    return;
  }
  const choice = await vscode.window.showWarningMessage(
    t('Remove all data of Codex Spark Live?'),
    {
      modal: true,
      detail: [
        inWords(found),
        t(
          'This cannot be undone. Close other windows of VS Code first: they would write again what they have in memory. Your settings stay where they are.',
        ),
      ].join('\n\n'),
    },
    remove,
    ...(found.downloads.length > 0 ? [keepModels] : []),
  );
  if (choice !== remove && choice !== keepModels) return;
  await forgetChat();
  const problems = [
    ...(await removeModels(choice === remove ? found : { ...found, downloads: [] })),
    ...(await removeFolders(found)),
  ];
  for (const name of found.secrets) await secrets.delete(name);
  for (const state of [globalState, workspaceState])
    for (const name of state.keys()) await state.update(name, undefined);
  if (problems.length > 0)
    void vscode.window.showErrorMessage(
      t('Codex Spark: not everything could be removed. {0}', problems.join(' ')),
    );
  else
    void vscode.window.showInformationMessage(
      t(
        'Codex Spark: all data was removed. Settings that begin with codexSpark are still in your settings.json.',
      ),
    );
}

async function removeModels(found: LeftBehind): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const download of found.downloads) {
    const why = await removeDownload(download, process.env, homedir());
    if (why !== undefined) problems.push(`${nameOf(download)}: ${why}`);
  }
  return problems;
}

async function removeFolders(found: LeftBehind): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { path } of found.folders) {
    try {
      await rm(path, { recursive: true, force: true });
    } catch (error) {
      problems.push(`${path}: ${messageOf(error)}`);
    }
  }
  return problems;
}
