import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** A script in a group of its own, that starts a process which does not end when it is asked to, and says when it ends by itself. */
const script = `
import { spawn } from 'node:child_process';
import { inOwnGroup } from ${JSON.stringify(pathToFileURL(path.resolve('bench/support/ownGroup.mjs')).href)};
await inOwnGroup();
const stays = "process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); setTimeout(() => console.log('outlived all'), 30_000); console.log('here')";
spawn(process.execPath, ['-e', stays], { stdio: ['ignore', 'inherit', 'inherit'] });
if (process.argv[2] === 'end') process.stdin.once('data', () => process.exit(3));
else setInterval(() => {}, 1000);
`;

describe('a benchmark in a group of its own', function () {
  if (process.platform === 'win32') return;
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'own-group-'));
    await writeFile(path.join(folder, 'script.mjs'), script);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Runs the script until its process is there. */
  async function running(...args: readonly string[]) {
    const child = spawn(process.execPath, [path.join(folder, 'script.mjs'), ...args]);
    child.stderr.pipe(process.stderr);
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout }).on('line', line => lines.push(line));
    await once(output, 'line');
    return { child, lines };
  }

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const) {
    it(`ends with all that it has started, on ${signal}`, async () => {
      const { child, lines } = await running();
      child.kill(signal);
      // Its output is closed only when nobody is left who could write.
      const ended: unknown[] = await once(child, 'close');
      assert.deepEqual([ended, lines], [[code, null], ['here']]);
    });
  }

  it('ends as the script does, and leaves nothing behind then either', async () => {
    const { child, lines } = await running('end');
    child.stdin.write('now\n');
    const ended: unknown[] = await once(child, 'close');
    assert.deepEqual([ended, lines], [[3, null], ['here']]);
  });
});
