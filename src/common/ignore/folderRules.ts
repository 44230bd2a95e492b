import { readingOnce, type IgnoreFileSystem } from './ignoreFileSystem';
import { repositoryRules } from './repositoryRules';
import { decision, rulePath, unreadableFile, type Decision, type RuleFile } from './ruleFile';

/** The extension's own ignore file: always obeyed, in every folder above a document. */
const ownName = '.codexsparkignore';
const gitName = '.gitignore';
/** Rules of git that are not shared with others, where a repository has no linked work trees. */
const excludeName = '.git/info/exclude';

/** The rules that begin at one folder. */
export interface FolderRules {
  /** Absolute, `/` as separator, without one at its end (empty for the root). */
  readonly folder: string;
  readonly own: RuleFile | undefined;
  /** Those of git, the weaker ones first. */
  readonly git: readonly RuleFile[];
  readonly holdsRepository: boolean;
}

/**
 * Reads the ignore files of a folder.
 * @param strict whether everything is kept back below a file that cannot be read; otherwise it counts as none
 * @param parse reads the text of one; the code of the default, `readRuleFile`, is loaded when there is one
 */
export async function readFolderRules(
  system: IgnoreFileSystem,
  folder: string,
  strict: boolean,
  parse?: (folder: string, name: string, text: string) => RuleFile | Promise<RuleFile>,
): Promise<FolderRules> {
  const files = readingOnce(system);
  const rules = async (name: string): Promise<RuleFile | undefined> => {
    let text: string | undefined;
    try {
      text = await files.read(rulePath({ folder, name }));
    } catch {
      return strict ? unreadableFile(folder, name) : undefined;
    }
    if (text === undefined) return undefined;
    try {
      const read = parse ?? (await import('./readRuleFile')).readRuleFile;
      return await read(folder, name, text);
    } catch {
      // There is one, and what it names is not known: its code could not be loaded.
      return unreadableFile(folder, name);
    }
  };
  const [own, git, holdsRepository] = await Promise.all([
    rules(ownName),
    rules(gitName),
    files.exists(`${folder}/.git`),
  ]);
  const besides = holdsRepository ? await repositoryRules(files, folder) : [];
  const all = [...(await Promise.all(besides.map(rules))), git];
  return { folder, own, git: all.filter(file => file !== undefined), holdsRepository };
}

/**
 * The rule that keeps a path from being known or sent; undefined when none does. The one decision of the house: its own
 * files in all folders above go first; then, where that is wanted, those of git count, from the repository inwards that
 * the workspace folder lies in, else from the workspace folder inwards, and outside of one from the innermost repository.
 * That git ignores the workspace folder itself does not count: the user has opened it.
 * @param path absolute, `/` as separator, and at the end of a folder's
 * @param above the rules of all folders above it, outermost first
 * @param workspace the workspace folder it lies in, without `/` at its end
 */
export function ignoredBy(
  path: string,
  above: readonly FolderRules[],
  workspace: string | undefined,
  respectGit: boolean,
): Decision | undefined {
  const own = decision(
    path,
    above.flatMap(rules => rules.own ?? []),
  );
  if (own) return own.rule.negative ? undefined : own;
  if (!respectGit) return undefined;
  const outermost = outermostOfGit(above, workspace);
  if (outermost < 0) return undefined;
  const files = above.slice(outermost).flatMap(rules => rules.git);
  const git = decision(path, files, workspace);
  return git?.rule.negative ? undefined : git;
}

function outermostOfGit(above: readonly FolderRules[], workspace: string | undefined): number {
  if (workspace === undefined) return above.findLastIndex(rules => rules.holdsRepository);
  const opened = above.findIndex(rules => rules.folder === workspace);
  const repository = above.slice(0, opened + 1).findLastIndex(rules => rules.holdsRepository);
  return repository < 0 ? opened : repository;
}

/** Whether a file is one that rules are read from. */
export function isIgnoreFile(path: string): boolean {
  return [ownName, gitName, excludeName].some(name => path.endsWith(`/${name}`));
}

/** All of these files, as a glob. */
export const ignoreFilesGlob = `**/{${ownName},${gitName},${excludeName}}`;

/** All folders that hold a path, outermost first: of `/a/b/c` the root (an empty string), `/a` and `/a/b`. */
export function foldersAbove(path: string): string[] {
  return [...path.matchAll(/\//g)].map(match => path.slice(0, match.index));
}
