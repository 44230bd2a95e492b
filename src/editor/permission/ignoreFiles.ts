import { Emitter } from '../../common/emitter';
import type { Disposable } from '../../common/disposable';
import { decision, ruleFile, type Decision, type RuleFile } from './ignoreRules';

/** The extension's own ignore file: always obeyed, in every folder above a document. */
export const ownName = '.codexsparkignore';
const gitName = '.gitignore';

/** The part of a file system that ignore files are read from. Paths are absolute, `/` as separator. */
export interface IgnoreFileSystem {
  /** The text of a file; undefined when there is none that can be read. */
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
}

/** What the ignore files say about one document. */
export interface IgnoreVerdict {
  /** The rule that keeps it from being sent; undefined when it may be. */
  readonly by: Decision | undefined;
}

/** The rules of one folder. */
interface FolderRules {
  readonly own: RuleFile | undefined;
  readonly git: RuleFile | undefined;
  readonly holdsRepository: boolean;
}

/**
 * Which documents are ignored, by the `.codexsparkignore` files in all folders above them and, where that is
 * wanted, by the `.gitignore` files up to the workspace folder (outside of one: up to the repository). Files are
 * read when a document is first asked about, and once; asking itself never waits.
 */
export class IgnoreFiles implements Disposable {
  private folders = new Map<string, Promise<FolderRules>>();
  private verdicts = new Map<string, IgnoreVerdict | 'reading'>();
  private readonly changed = new Emitter<void>();

  /** A verdict has become known, or all were forgotten. */
  readonly onDidChange = this.changed.event;

  /**
   * @param files where they are read
   * @param workspaceFolder the path of the workspace folder that a path lies in, without `/` at its end
   * @param respectGit whether `.gitignore` counts, as it is now
   */
  constructor(
    private readonly files: IgnoreFileSystem,
    private readonly workspaceFolder: (path: string) => string | undefined,
    private readonly respectGit: () => boolean,
  ) {}

  /** What the files say about a path. Undefined while they are being read; `onDidChange` tells when it is known. */
  verdict(path: string): IgnoreVerdict | undefined {
    const known = this.verdicts.get(path);
    if (known === undefined) void this.decide(path);
    return known === 'reading' ? undefined : known;
  }

  /** Reads everything anew: an ignore file, a folder or the setting has changed. */
  forget(): void {
    this.folders = new Map();
    this.verdicts = new Map();
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async decide(path: string): Promise<void> {
    const { verdicts } = this;
    verdicts.set(path, 'reading');
    const above = foldersAbove(path);
    const rules = await Promise.all(above.map(folder => this.rulesOf(folder)));
    // What was forgotten meanwhile is read anew by whoever asks again.
    if (verdicts !== this.verdicts) return;
    verdicts.set(path, { by: this.judge(path, above, rules) });
    this.changed.fire();
  }

  private judge(path: string, above: readonly string[], rules: readonly FolderRules[]): Decision | undefined {
    const own = decision(
      path,
      rules.flatMap(({ own }) => own ?? []),
    );
    if (own) return own.rule.negative ? undefined : own;
    if (!this.respectGit()) return undefined;
    const workspace = this.workspaceFolder(path);
    const outermost =
      workspace === undefined
        ? rules.findLastIndex(({ holdsRepository }) => holdsRepository)
        : above.indexOf(workspace);
    if (outermost < 0) return undefined;
    const git = decision(
      path,
      rules.slice(outermost).flatMap(({ git }) => git ?? []),
    );
    return git?.rule.negative ? undefined : git;
  }

  private rulesOf(folder: string): Promise<FolderRules> {
    const known = this.folders.get(folder);
    if (known) return known;
    const reading = this.read(folder);
    this.folders.set(folder, reading);
    return reading;
  }

  private async read(folder: string): Promise<FolderRules> {
    const rules = async (name: string): Promise<RuleFile | undefined> => {
      const text = await this.files.read(`${folder}/${name}`);
      return text === undefined ? undefined : ruleFile(folder, name, text);
    };
    const [own, git, holdsRepository] = await Promise.all([
      rules(ownName),
      rules(gitName),
      this.files.exists(`${folder}/.git`),
    ]);
    return { own, git, holdsRepository };
  }
}

/** Whether a file is one that rules are read from. */
export function isIgnoreFile(path: string): boolean {
  return [ownName, gitName].includes(path.slice(path.lastIndexOf('/') + 1));
}

/** All folders that hold a path, outermost first: of `/a/b/c` the root (an empty string), `/a` and `/a/b`. */
function foldersAbove(path: string): string[] {
  return [...path.matchAll(/\//g)].map(match => path.slice(0, match.index));
}
