import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Download } from '../downloads';
import { engineFolder } from '../endpoints/shareName';

/** Where the extension keeps something, as VS Code tells it. */
export interface Places {
  /** Folder for this workspace, absolute; undefined without a workspace. */
  readonly workspace: string | undefined;
  /** Folder for all workspaces, absolute. */
  readonly global: string;
  /** Names in the secret storage. */
  readonly secrets: readonly string[];
  /** Names in the state that is kept for all workspaces and for this one. */
  readonly state: readonly string[];
  readonly downloads: readonly Download[];
}

/** A folder of ours with something in it. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  /** This workspace, others, or windows that have none. */
  readonly of: 'workspace' | 'others' | 'none';
  readonly files: number;
  readonly bytes: number;
}

/** What an uninstall would leave behind. */
export interface LeftBehind {
  readonly secrets: readonly string[];
  /** Folders that are there. */
  readonly folders: readonly DataFolder[];
  /** How many entries of state. */
  readonly state: number;
  readonly downloads: readonly Download[];
}

/** Looks what there is, without changing anything. Never rejects for a folder that cannot be read. */
export async function lookForData(places: Places): Promise<LeftBehind> {
  const folders = await Promise.all(
    (await foldersOf(places)).map(
      async folder =>
        ({
          path: folder,
          of: folder === places.workspace ? 'workspace' : folder === places.global ? 'none' : 'others',
          ...(await measured(folder)),
        }) as const,
    ),
  );
  return {
    secrets: places.secrets,
    folders: folders.filter(({ files }) => files > 0),
    state: places.state.length,
    downloads: places.downloads,
  };
}

/**
 * Our folders, those of other workspaces too. VS Code keeps a folder for each workspace beside this one's, with one for each
 * extension in it; nothing but a folder that has our own name is taken.
 */
async function foldersOf({ workspace, global }: Places): Promise<readonly string[]> {
  const name = path.basename(global);
  const beside = workspace
    ? path.dirname(path.dirname(workspace))
    : path.join(path.dirname(path.dirname(global)), 'workspaceStorage');
  const isOurs = name.includes('.') && (workspace === undefined || path.basename(workspace) === name);
  const others = isOurs ? await readdir(beside).catch(() => []) : [];
  return [
    ...new Set([
      ...(workspace ? [workspace] : []),
      global,
      ...others.map(other => path.join(beside, other, name)),
    ]),
  ];
}

async function measured(folder: string): Promise<{ readonly files: number; readonly bytes: number }> {
  // What is in there is of engines that run, and goes with them.
  const names = (await readdir(folder, { recursive: true }).catch(() => [])).filter(
    name => !name.startsWith(`${engineFolder}${path.sep}`),
  );
  const sizes = await Promise.all(
    names.map(async name => {
      const found = await stat(path.join(folder, name)).catch(() => undefined);
      return found?.isFile() ? [found.size] : [];
    }),
  );
  const files = sizes.flat();
  return { files: files.length, bytes: files.reduce((sum, size) => sum + size, 0) };
}
