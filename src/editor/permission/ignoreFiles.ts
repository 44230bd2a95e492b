import { Emitter } from '../../common/emitter';
import type { Disposable } from '../../common/disposable';
import { foldersAbove, ignoredBy, readFolderRules, type FolderRules } from '../../common/ignore/folderRules';
import type { IgnoreFileSystem } from '../../common/ignore/ignoreFileSystem';
import { rulePath, type Decision, type RuleFile } from '../../common/ignore/ruleFile';

/** What the ignore files say about one document. */
export interface IgnoreVerdict {
  /** The rule that keeps it from being sent; undefined when it may be. */
  readonly by: Decision | undefined;
}

/**
 * Which documents are ignored, as `ignoredBy` decides. Files are read when a document is first asked about; asking
 * itself never waits. Those that several ask for at once are read once. A document that is asked about later has them
 * read anew: that a file was made or changed by somebody else is told some time after it was, and until then what the
 * file keeps back would be sent.
 */
export class IgnoreFiles implements Disposable {
  /** What is being read, by folder. */
  private readonly reading = new Map<string, Promise<FolderRules>>();
  /** What the files meant when they were last read, by path: one that did not change is not compiled again. */
  private readonly compiled = new Map<string, { text: string; rules: RuleFile }>();
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

  /** Whether rules were read from a file, wherever it is. */
  reads(path: string): boolean {
    return [...this.compiled.values()].some(({ rules }) => rulePath(rules) === path);
  }

  /** Reads everything anew: an ignore file, a folder or the setting has changed. */
  forget(): void {
    this.reading.clear();
    this.compiled.clear();
    this.verdicts = new Map();
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async decide(path: string): Promise<void> {
    const { verdicts } = this;
    verdicts.set(path, 'reading');
    const above = await Promise.all(foldersAbove(path).map(folder => this.rulesOf(folder)));
    // What was forgotten meanwhile is read anew by whoever asks again.
    if (verdicts !== this.verdicts) return;
    verdicts.set(path, { by: ignoredBy(path, above, this.workspaceFolder(path), this.respectGit()) });
    this.changed.fire();
  }

  private rulesOf(folder: string): Promise<FolderRules> {
    const begun = this.reading.get(folder);
    if (begun) return begun;
    // Above the workspace there are folders that nobody may read from, and that say nothing about it.
    const strict = this.workspaceFolder(`${folder}/file`) !== undefined;
    const reading = readFolderRules(this.files, folder, strict, (...file) => this.compile(...file)).finally(
      () => {
        if (this.reading.get(folder) === reading) this.reading.delete(folder);
      },
    );
    this.reading.set(folder, reading);
    return reading;
  }

  private async compile(folder: string, name: string, text: string): Promise<RuleFile> {
    const path = `${folder}\n${name}`;
    const known = this.compiled.get(path);
    if (known?.text === text) return known.rules;
    const { readRuleFile } = await import('../../common/ignore/readRuleFile');
    const rules = readRuleFile(folder, name, text);
    this.compiled.set(path, { text, rules });
    return rules;
  }
}
