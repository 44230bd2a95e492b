import { lstat, readdir } from 'node:fs/promises';
import * as path from 'node:path';

/** How deep below a folder of a repository files stand: `blobs/NAME`, `snapshots/COMMIT/NAME`. */
const deepest = 3;

/** Most files that are looked at: a repository has a few. */
const mostFiles = 500;

/**
 * The bytes of a model's repository that are on this machine, also of a download under way. llama.cpp tells its progress to a
 * terminal only, so its files are looked at: it keeps them in the cache of Hugging Face, older versions in one of its own.
 * Never rejects.
 */
export async function downloadedBytes(
  repository: string,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<number> {
  const paths = await downloadedPaths(repository, environment, home);
  const sizes = await Promise.all(paths.map(file => sizeAt(file)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The folders and files that hold a model's repository on this machine, absolute. Never rejects. */
export async function downloadedPaths(
  repository: string,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<readonly string[]> {
  const [owner = '', name = ''] = repository.split('/');
  if (owner === '' || name === '') return [];
  const found = await Promise.all(
    cacheFolders(environment, home).map(async folder => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter(entry => entry === `models--${owner}--${name}` || entry.startsWith(`${owner}_${name}_`))
        .slice(0, mostFiles)
        .map(entry => path.join(folder, entry));
    }),
  );
  return found.flat();
}

function cacheFolders(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): readonly string[] {
  // An empty variable is none.
  const named = (name: string): string | undefined =>
    environment[name] === '' ? undefined : environment[name];
  const cache = named('XDG_CACHE_HOME') ?? path.join(home, '.cache');
  const ofWindows = named('LOCALAPPDATA');
  const folders = [
    named('LLAMA_CACHE'),
    named('HF_HUB_CACHE'),
    path.join(named('HF_HOME') ?? path.join(cache, 'huggingface'), 'hub'),
    path.join(cache, 'llama.cpp'),
    path.join(home, 'Library', 'Caches', 'llama.cpp'),
    ofWindows === undefined ? undefined : path.join(ofWindows, 'llama.cpp'),
  ];
  return [...new Set(folders.flatMap(folder => folder ?? []))];
}

/** Links are not followed: what they point to is counted where it is. */
async function sizeBelow(folder: string, depth: number): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.slice(0, mostFiles).map(async entry => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return depth > 1 ? await sizeBelow(file, depth - 1) : 0;
      return entry.isFile() ? await sizeOf(file) : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeAt(file: string): Promise<number> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isDirectory() ? await sizeBelow(file, deepest) : found?.isFile() ? found.size : 0;
}

async function sizeOf(file: string): Promise<number> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() ? found.size : 0;
}
