import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSkippedFolder, isWantedPath } from './fileFilter';
import { IgnoreRules } from './ignoreRules';

/** How many folders are entered at most. */
const maxFolders = 20_000;

/**
 * Lists the files worth reading under `root`, as paths relative to it with slashes, nearest folders first. Obeys
 * `.gitignore` files, follows no symbolic links, passes over what it may not read. Ends soon after the signal
 * aborts.
 */
export async function* listFiles(root: string, signal: AbortSignal): AsyncGenerator<string, void> {
  const folders: { readonly folder: string; readonly rules: IgnoreRules }[] = [
    { folder: '', rules: IgnoreRules.none },
  ];
  for (let at = 0; at < folders.length && at < maxFolders && !signal.aborted; at++) {
    const next = folders[at];
    if (!next) return;
    const entries = await entriesOf(join(root, next.folder));
    let { rules } = next;
    if (entries.some(entry => entry.name === '.gitignore' && entry.isFile())) {
      rules = rules.with(next.folder, await contentOf(join(root, next.folder, '.gitignore')));
    }
    for (const entry of entries) {
      const path = next.folder + entry.name;
      if (entry.isDirectory()) {
        if (!isSkippedFolder(entry.name) && !rules.ignores(`${path}/`))
          folders.push({ folder: `${path}/`, rules });
      } else if (entry.isFile() && isWantedPath(path) && !rules.ignores(path)) {
        yield path;
        if (signal.aborted) return;
      }
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}
