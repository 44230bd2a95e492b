/**
 * The newcomer's clock: on a fresh clone, with an empty home and empty caches, from `npm start` to the first ghost text; and with
 * a VS Code that is there, from *Install from VSIX* to the first ghost text.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from '../scripts/host/browser.mjs';
import { root } from '../scripts/lib/paths.mjs';
import { mustRun, npmCommand, run as runCommand } from '../scripts/lib/run.mjs';
import { report } from './support/report';
import { round } from './support/stats';

/** A line that a script prints when a step is over. */
interface Mark {
  readonly name: string;
  readonly line: RegExp;
}

const ghost: Mark = { name: 'ghost text on screen', line: /ms\s+ghost text on screen/ };

export async function run({ write }: { write: boolean }): Promise<void> {
  // A newcomer has a browser.
  const browser = await ensureBrowser();
  const place = await mkdtemp(path.join(tmpdir(), 'codex-spark-newcomer-'));
  try {
    const clone = path.join(place, 'clone');
    await mustRun('git', ['clone', '--quiet', '--no-hardlinks', root, clone]);
    const home = path.join(place, 'home');
    const env = {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      XDG_CACHE_HOME: path.join(home, '.cache'),
      npm_config_cache: path.join(home, '.npm'),
      CHROMIUM_PATH: browser,
      CODEX_SPARK_HOST: 'server',
    };
    const start = await timed(
      clone,
      env,
      ['start', '--', '--check'],
      [
        { name: 'packages installed', line: /✔ Install|✔ .*packages/i },
        { name: 'built', line: /✔ Build/ },
        { name: 'VS Code downloaded', line: /✔ Download VS Code/ },
        ghost,
      ],
    );
    const installing: Mark = { name: 'package made and checked', line: /… Install it into a fresh VS Code/ };
    const packed = await timed(clone, env, ['run', 'package', '--', '--check'], [installing, ghost]);
    const installed = (packed.get(ghost.name) ?? NaN) - (packed.get(installing.name) ?? NaN);
    const rows = [...start].map(([name, ms]) => [`npm start: ${name}`, round(ms / 1_000)]);
    await report(
      'newcomer',
      [
        {
          title: 'The newcomer’s clock, in s',
          columns: ['what', 's'],
          rows: [...rows, ['Install from VSIX: ghost text on screen', round(installed / 1_000)]],
          notes: [
            'npm start on a fresh clone, with empty caches and with a browser; each line from the start of the command on.',
            'Installing includes the start of VS Code, which is there already, and of a browser; a script types.',
          ],
        },
      ],
      write,
    );
  } finally {
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs an npm command and resolves to when each mark was printed, in ms from its start. Throws when it fails. */
async function timed(
  cwd: string,
  env: NodeJS.ProcessEnv,
  args: string[],
  marks: readonly Mark[],
): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  const startedAt = performance.now();
  const { code, output } = await runCommand(...npmCommand(args), {
    cwd,
    env,
    onLine: line => {
      for (const { name, line: pattern } of marks) {
        if (!seen.has(name) && pattern.test(line)) seen.set(name, performance.now() - startedAt);
      }
    },
  });
  if (code !== 0 || !seen.has(ghost.name))
    throw new Error(`npm ${args.join(' ')} ended with ${code}:\n${output}`);
  return seen;
}
