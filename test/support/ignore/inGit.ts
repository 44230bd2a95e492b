import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** Rule files by the folder they stand in (empty for the root), and paths that git is asked about. */
export interface GitCase {
  readonly files: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
}

/** The rule that git says decides about a path; a path may be meant by none. */
export interface GitRule {
  /** The folder of its file, empty for the root. */
  readonly folder: string;
  /** Zero-based. */
  readonly line: number;
  readonly negative: boolean;
}

/**
 * What git itself says about many sets of rules, each in a folder of its own of one repository, in one go.
 * @param ignoreCase `core.ignorecase`
 */
export function inGit(cases: readonly GitCase[], ignoreCase = false): (GitRule | undefined)[][] {
  // Thousands of folders: in memory where there is such a place.
  const root = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'in-git-'));
  const { GIT_DIR: _, GIT_WORK_TREE: __, ...env } = process.env;
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', args, {
      ...{ cwd: root, encoding: 'utf8', input, maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'pipe'] },
      // What the user who runs this has git ignore everywhere is not part of it.
      env: {
        ...env,
        GIT_CONFIG_GLOBAL: path.join(root, 'none'),
        GIT_CONFIG_NOSYSTEM: '1',
        XDG_CONFIG_HOME: root,
      },
    });
  try {
    git(['init', '-q']);
    git(['config', 'core.ignorecase', String(ignoreCase)]);
    writeFileSync(path.join(root, '.git/info/exclude'), '');
    cases.forEach(({ files }, at) => {
      for (const [folder, text] of Object.entries(files)) {
        mkdirSync(path.join(root, `c${at}`, folder), { recursive: true });
        writeFileSync(path.join(root, `c${at}`, folder, '.gitignore'), text);
      }
    });
    const asked = cases.flatMap(({ paths }, at) => paths.map(name => `c${at}/${name}`));
    const told = answers(() =>
      git(
        ['check-ignore', '--stdin', '-z', '-v', '-n', '--no-index'],
        asked.map(name => `${name}\0`).join(''),
      ),
    ).split('\0');
    let next = 0;
    return cases.map(({ paths }, at) =>
      paths.map((): GitRule | undefined => {
        const [source = '', line = '', pattern = ''] = told.slice(next, (next += 4));
        if (source === '') return undefined;
        const folder = path.posix.dirname(source).slice(`c${at}/`.length);
        return { folder, line: Number(line) - 1, negative: pattern.startsWith('!') };
      }),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Git ends with 1 when none of the paths is ignored; its answers are there all the same. */
function answers(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1 && 'stdout' in error)
      return String(error.stdout);
    throw error;
  }
}
