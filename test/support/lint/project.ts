import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

// Small houses beside the real configuration of the tools, to be broken into.

const root = process.cwd();

const configurations = [
  '.dependency-cruiser.cjs',
  '.oxlintrc.json',
  'knip.shipped.json',
  'package.json',
  'tsconfig.json',
];

/** Builds a project of those files beside the real configuration, runs `work` in it, and removes it. */
export async function inProject(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  // Outside of this project: oxlint looks at no file that git ignores.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'lint-')));
  try {
    for (const name of configurations) await cp(path.join(root, name), path.join(folder, name));
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Verdict {
  readonly code: number;
  readonly output: string;
}

/** Runs a tool of the dependencies to its end. */
function runTool(folder: string, script: string, args: readonly string[]): Promise<Verdict> {
  const file = path.join(root, 'node_modules', script);
  return new Promise(resolve => {
    const options = { cwd: folder, maxBuffer: 64 * 2 ** 20 };
    execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
        output: stdout + stderr,
      });
    });
  });
}

/** The layer rules. */
export const cruise = (folder: string): Promise<Verdict> =>
  runTool(folder, 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['src', 'bench', 'test'],
    '--config=.dependency-cruiser.cjs',
  ]);

/** Style and likely mistakes. */
export const oxlint = (folder: string, ...args: readonly string[]): Promise<Verdict> =>
  runTool(folder, 'oxlint/bin/oxlint', ['src', ...args]);

/** What is shipped and used by nothing but tests. */
export const knip = (folder: string): Promise<Verdict> =>
  runTool(folder, 'knip/bin/knip.js', [
    ...['--no-progress', '--production', '--include=files,exports'],
    '--config=knip.shipped.json',
  ]);
