import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import {
  foldersAbove,
  ignoredBy,
  readFolderRules,
  type FolderRules,
} from '../../../common/ignore/folderRules';
import type { IgnoreFileSystem } from '../../../common/ignore/ignoreFileSystem';
import { readRuleFile } from '../../../common/ignore/readRuleFile';
import { personalGit } from '../../../common/ignore/repositoryRules';
import { codeOf } from '../../../common/thrown';
import type { RuleFile } from '../../../common/ignore/ruleFile';

/** What Node says of a file that is not there, or is none. */
const notThere: readonly (string | undefined)[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/**
 * The files of this machine. Read without a thread: they are small, most are not there, and an answer waits for them.
 */
export const ignoreFilesOnDisk: IgnoreFileSystem = {
  read: path => new Promise(resolve => resolve(existsSync(path) ? readNow(path) : undefined)),
  exists: path => Promise.resolve(existsSync(path)),
  person: personalGit(slashed(homedir()), process.env),
};

function readNow(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (notThere.includes(codeOf(error))) return undefined;
    throw error;
  }
}

/** The folder of a workspace as ignore files are told of it: absolute, `/` as separator, without one at its end. */
export function workspaceFolder(root: string): string {
  return slashed(resolve(root)).replace(/\/+$/, '');
}

function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/**
 * Those of some files that an ignore file names.
 * @param paths with `/` as separator, relative to the workspace or absolute
 * @param respectGit whether the ignore files of git count
 */
export type IgnoreLook = (paths: readonly string[], respectGit: boolean) => Promise<string[]>;

/** Files of rules that are kept as they were read, so that those which did not change are not read into rules again. */
const mostKept = 1_000;

/** Which files of a workspace ignore files name. */
export class IgnoredFiles {
  private readonly root: string;
  private readonly kept = new Map<string, { readonly text: string; readonly file: RuleFile }>();

  /** `root`: the workspace's folder. */
  constructor(root: string) {
    this.root = workspaceFolder(root);
  }

  /** A look at the ignore files as they are now: what it has read once it does not read again. */
  look(): IgnoreLook {
    const { root } = this;
    const folders = new Map<string, Promise<FolderRules>>();
    const rulesOf = (folder: string): Promise<FolderRules> => {
      const reading = folders.get(folder) ?? this.read(folder);
      folders.set(folder, reading);
      return reading;
    };
    const ignores = async (path: string, respectGit: boolean): Promise<boolean> => {
      const full = /^(\/|[a-z]:\/)/i.test(path) ? path : `${root}/${path}`;
      const above = await Promise.all(foldersAbove(full).map(rulesOf));
      return ignoredBy(full, above, full.startsWith(`${root}/`) ? root : undefined, respectGit) !== undefined;
    };
    return async (paths, respectGit) => {
      const ignored = await Promise.all(paths.map(path => ignores(path, respectGit)));
      return paths.filter((_, at) => ignored[at]);
    };
  }

  private read(folder: string): Promise<FolderRules> {
    const strict = `${folder}/`.startsWith(`${this.root}/`);
    return readFolderRules(ignoreFilesOnDisk, folder, strict, (...written) => this.parsed(...written));
  }

  private parsed(folder: string, name: string, text: string): RuleFile {
    const key = `${folder}\n${name}`;
    const kept = this.kept.get(key);
    if (kept?.text === text) return kept.file;
    if (this.kept.size >= mostKept) this.kept.clear();
    const file = readRuleFile(folder, name, text);
    this.kept.set(key, { text, file });
    return file;
  }
}
