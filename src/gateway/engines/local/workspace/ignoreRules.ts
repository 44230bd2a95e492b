import ignore, { type Ignore } from 'ignore';

/** The rules of one `.gitignore` and the folder they hold in. */
interface Level {
  /** Relative to the workspace, empty or ending in a slash. */
  readonly folder: string;
  readonly rules: Ignore;
}

/** The `.gitignore` files that hold in one folder, from the workspace's root downwards. Immutable. */
export class IgnoreRules {
  private constructor(private readonly levels: readonly Level[]) {}

  static readonly none = new IgnoreRules([]);

  /** These rules and, below `folder` (relative, empty or ending in a slash), those of another file. */
  with(folder: string, content: string): IgnoreRules {
    return new IgnoreRules([
      ...this.levels,
      { folder, rules: ignore({ allowRelativePaths: true }).add(content) },
    ]);
  }

  /** True if git would ignore the path (relative to the workspace; a folder's ends in a slash). */
  ignores(path: string): boolean {
    let ignored = false;
    for (const { folder, rules } of this.levels) {
      const result = rules.test(path.slice(folder.length));
      if (result.ignored) ignored = true;
      else if (result.unignored) ignored = false;
    }
    return ignored;
  }
}
