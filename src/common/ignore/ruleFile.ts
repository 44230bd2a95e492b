import { t } from '../l10n';
import type { PathTest } from './pattern';

/** One file of rules in the syntax of `.gitignore`, and where it stands. */
export interface RuleFile {
  /** The folder its rules begin at: absolute, `/` as separator, without one at its end (empty for the root). */
  readonly folder: string;
  /** Its own name, such as `.gitignore`; its path where it stands somewhere else. */
  readonly name: string;
  readonly rules: readonly Rule[];
  /** Whether any of the rules may mean a path below the folder; false: none does. */
  readonly mayMean: PathTest;
}

/** One line of such a file. */
export interface Rule {
  /** Zero-based. */
  readonly line: number;
  /** As it is written. */
  readonly text: string;
  /** Begins with `!`: takes back what an earlier rule ignored. */
  readonly negative: boolean;
  /** Whether it means a path below the folder itself, whatever holds for the folders in between. */
  readonly means: PathTest;
}

/** The rule that decides about a path, and where it is written. */
export interface Decision {
  readonly file: RuleFile;
  readonly rule: Rule;
}

/** Where a rule file is; absolute. */
export function rulePath({ folder, name }: Pick<RuleFile, 'folder' | 'name'>): string {
  return /^(\/|[a-z]:\/)/i.test(name) ? name : `${folder}/${name}`;
}

/** A rule file that is there and cannot be read. Until it can be, everything below it is kept back. */
export function unreadableFile(folder: string, name: string): RuleFile {
  const everything = { line: 0, text: t('it cannot be read'), negative: false, means: () => true };
  return { folder, name, rules: [everything], mayMean: () => true };
}

/**
 * The rule that decides about `path`, as git does it: the folders above it first, from the outermost one (what
 * lies in an ignored folder cannot be taken back), in each the innermost file first, in each file the last rule
 * that means it. Undefined when none does.
 * @param path absolute, `/` as separator
 * @param files the rule files of the folders above, outermost first
 * @param above a folder that is not ignored whatever the files say, nor are those it lies in; without `/` at its end
 */
export function decision(path: string, files: readonly RuleFile[], above = ''): Decision | undefined {
  let last: Decision | undefined;
  for (let end = path.indexOf('/', above.length + 1); ; end = path.indexOf('/', end + 1)) {
    const level = end < 0 ? path : path.slice(0, end + 1);
    last = at(level, files);
    if (end < 0 || (last && !last.rule.negative)) return last;
  }
}

/** What the rules say about one folder (with `/` at its end) or file itself, whatever holds for those above it. */
function at(level: string, files: readonly RuleFile[]): Decision | undefined {
  for (const file of files.toReversed()) {
    const base = `${file.folder}/`;
    if (!level.startsWith(base) || level === base) continue;
    const relative = level.slice(base.length);
    if (!file.mayMean(relative)) continue;
    const rule = file.rules.findLast(rule => rule.means(relative));
    if (rule) return { file, rule };
  }
  return undefined;
}
