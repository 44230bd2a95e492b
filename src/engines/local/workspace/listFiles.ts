import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  foldersAbove,
  ignoredBy,
  readFolderRules,
  type FolderRules,
} from '../../../common/ignore/folderRules';
import type { IgnoreFileSystem } from '../../../common/ignore/ignoreFileSystem';
import { isSkippedFolder, isWantedPath } from './fileFilter';
import { ignoreFilesOnDisk, workspaceFolder } from './ignoring';

/** How many folders are entered at most. */
const maxFolders = 20_000;

/**
 * Lists the files worth reading under `root`, as paths relative to it with slashes, nearest folders first. Obeys
 * ignore files, follows no symbolic links, passes over what it may not read. Ends soon after the signal aborts.
 */
export async function* listFiles(root: string, signal: AbortSignal): AsyncGenerator<string, void> {
  const workspace = workspaceFolder(root);
  const outside = await Promise.all(
    foldersAbove(workspace).map(folder => readFolderRules(ignoreFilesOnDisk, folder, false)),
  );
  const folders: { readonly folder: string; readonly above: readonly FolderRules[] }[] = [
    { folder: '', above: outside },
  ];
  for (let at = 0; at < folders.length && at < maxFolders && !signal.aborted; at++) {
    const next = folders[at];
    if (!next) return;
    const { folder } = next;
    const entries = await entriesOf(join(root, folder));
    const full = `${workspace}/${folder}`;
    const rules = await readFolderRules(only(full, entries), full.slice(0, -1), true);
    // Most folders have no rules; only the workspace's own and those that hold a repository mean something without.
    const means = folder === '' || rules.own !== undefined || rules.git.length > 0 || rules.holdsRepository;
    const above = means ? [...next.above, rules] : next.above;
    const isIgnored = (path: string): boolean => ignoredBy(path, above, workspace, true) !== undefined;
    for (const entry of entries) {
      const path = folder + entry.name;
      if (entry.isDirectory()) {
        if (!isSkippedFolder(entry.name) && !isIgnored(`${workspace}/${path}/`))
          folders.push({ folder: `${path}/`, above });
      } else if (entry.isFile() && isWantedPath(path) && !isIgnored(`${workspace}/${path}`)) {
        yield path;
        if (signal.aborted) return;
      }
    }
  }
}

/** The files of a folder whose entries are known: what is not among them is not looked for. */
function only(folder: string, entries: readonly Dirent[]): IgnoreFileSystem {
  const names = new Set(entries.map(entry => entry.name));
  const has = (path: string): boolean =>
    !path.startsWith(folder) || names.has(path.slice(folder.length).split('/')[0] ?? '');
  return {
    read: path => (has(path) ? ignoreFilesOnDisk.read(path) : Promise.resolve(undefined)),
    exists: path => Promise.resolve(has(path)),
    person: ignoreFilesOnDisk.person,
  };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
