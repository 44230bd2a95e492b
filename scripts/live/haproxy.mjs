// @ts-check
// HAProxy: the one that is installed, else Debian's package, unpacked into the cache.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { inCache } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { run } from '../lib/run.mjs';
import { Missing } from './python.mjs';

/** HAProxy's package, and what of those that it depends on a small Debian lacks. */
const packages = ['haproxy', 'liblua5.3-0', 'libopentracing-c-wrapper0', 'libopentracing1'];

/**
 * @typedef {{ command: string, libraries: string }} Haproxy
 * `libraries` is where it finds its own; empty where they are installed
 */

/**
 * @returns {Promise<Haproxy>}
 * @throws {Missing} where there is none, and no apt-get that brings one
 */
export async function ensureHaproxy() {
  const installed = { command: 'haproxy', libraries: '' };
  if (await runs(installed)) return installed;
  const folder = inCache('live', 'haproxy');
  const unpacked = {
    command: path.join(folder, 'usr', 'sbin', 'haproxy'),
    libraries: await librariesIn(folder),
  };
  if (existsSync(unpacked.command) && (await runs(unpacked))) return unpacked;
  return await withLock(inCache('locks', 'live-haproxy'), async () => {
    await step('Unpack HAProxy from the packages of Debian', () => unpack(folder));
    const fresh = { ...unpacked, libraries: await librariesIn(folder) };
    if (!(await runs(fresh))) throw new Missing('HAProxy does not run on this machine');
    return fresh;
  });
}

/** @param {string} folder */
async function unpack(folder) {
  const building = `${folder}.part`;
  await rm(building, { recursive: true, force: true });
  await mkdir(path.join(building, 'packages'), { recursive: true });
  const cwd = path.join(building, 'packages');
  const download = () => run('apt-get', ['download', ...packages], { cwd }).catch(() => undefined);
  let answer = await download();
  if (answer && answer.code !== 0) {
    // The lists may never have been fetched.
    await run('apt-get', ['update', '-q']).catch(() => undefined);
    answer = await download();
  }
  if (answer?.code !== 0) throw new Missing('HAProxy is not here, and apt-get could not download it');
  for (const file of await readdir(cwd)) {
    const { code } = await run('dpkg', ['-x', path.join(cwd, file), building]);
    if (code !== 0) throw new Missing(`dpkg could not unpack ${file}`);
  }
  await rm(folder, { recursive: true, force: true });
  await rename(building, folder);
}

/** @param {string} folder */
async function librariesIn(folder) {
  const library = path.join(folder, 'usr', 'lib');
  const names = existsSync(library) ? await readdir(library) : [];
  return names.map(name => path.join(library, name)).join(':');
}

/** @param {Haproxy} haproxy */
async function runs({ command, libraries }) {
  const env = { ...process.env, LD_LIBRARY_PATH: libraries };
  const answer = await run(command, ['-v'], { env }).catch(() => undefined);
  return answer?.code === 0;
}
