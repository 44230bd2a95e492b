import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  foldersAbove,
  ignoredBy,
  readFolderRules,
  type FolderRules,
  type IgnoreFileSystem,
} from '../../../../common/ignore/folderRules';

/** What Node says of a file that is not there, or is none. */
const notThere = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/** The files of this machine. Most are not there; asking for those goes the short way, without a thread or an error. */
export const ignoreFilesOnDisk: IgnoreFileSystem = {
  async read(path) {
    if (!existsSync(path)) return undefined;
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && notThere.includes(String(error.code)))
        return undefined;
      throw error;
    }
  },
  exists: path => Promise.resolve(existsSync(path)),
};

/** The folder of a workspace as ignore files are told of it: absolute, `/` as separator, without one at its end. */
export function workspaceFolder(root: string): string {
  const full = resolve(root);
  return (process.platform === 'win32' ? full.replaceAll('\\', '/') : full).replace(/\/+$/, '');
}

/** Which files may be known, by the ignore files as they are now. Made for one answer: it reads each of them once. */
export class IgnoredNow {
  private readonly folders = new Map<string, Promise<FolderRules>>();
  private readonly root: string;

  /** `root`: the workspace's folder. */
  constructor(root: string) {
    this.root = workspaceFolder(root);
  }

  /**
   * Whether an ignore file names a file.
   * @param path with `/` as separator, relative to the workspace or absolute
   * @param respectGit whether the ignore files of git count
   */
  async ignores(path: string, respectGit: boolean): Promise<boolean> {
    const { root } = this;
    const full = /^(\/|[a-z]:\/)/i.test(path) ? path : `${root}/${path}`;
    const above = await Promise.all(foldersAbove(full).map(folder => this.rulesOf(folder)));
    const workspace = full.startsWith(`${root}/`) ? root : undefined;
    return ignoredBy(full, above, workspace, respectGit) !== undefined;
  }

  private rulesOf(folder: string): Promise<FolderRules> {
    const known = this.folders.get(folder);
    if (known) return known;
    const reading = readFolderRules(ignoreFilesOnDisk, folder, `${folder}/`.startsWith(`${this.root}/`));
    this.folders.set(folder, reading);
    return reading;
  }
}
