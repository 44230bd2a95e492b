// @ts-check
// The Python of this machine, and packages for it, each set in a virtual environment of its own.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { withLock } from '../lib/lock.mjs';
import { inCache, inRoot } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { run } from '../lib/run.mjs';

/** The oldest Python for which the packages are built. */
const oldest = [3, 10];

/** What is asked of a Python before it is used: it can make virtual environments with pip in them. */
const question = 'import sys, venv, ensurepip; print(*sys.version_info[:2])';

/** Something that is not on this machine; the message is one line for a person. */
export class Missing extends Error {
  /** @param {string} what */
  constructor(what) {
    super(what);
    this.name = 'Missing';
  }
}

/**
 * Makes a virtual environment with the packages that a file of requirements names, unless it is there already. Only
 * built packages with the named hashes are taken, and none of those that they depend on besides.
 * @param {string} name of the file in `requirements`
 * @returns {Promise<string>} the Python to run them with
 * @throws {Missing} where that is not possible on this machine
 * @throws {Failure} where a package is another one than was named
 */
export async function ensurePackages(name) {
  const requirements = inRoot('scripts', 'live', 'requirements', `${name}.txt`);
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const folder = inCache('live', `${name}-${digest}`);
  const stamp = path.join(folder, 'complete');
  const python =
    process.platform === 'win32'
      ? path.join(folder, 'Scripts', 'python.exe')
      : path.join(folder, 'bin', 'python');
  // The Python that an environment was made with may have gone.
  const isThere = () => existsSync(stamp) && existsSync(python);
  if (isThere()) return python;
  return await withLock(inCache('locks', `live-${name}`), async () => {
    if (isThere()) return python;
    const base = await findPython();
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await must('a virtual environment could not be made', base, ['-m', 'venv', folder]);
    await step(`Install the Python packages of ${name}`, () =>
      must('pip could not install what the tests need', python, [
        ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'],
        ...['--retries=2', '--timeout=30', '--no-deps', '--only-binary=:all:', '--require-hashes'],
        ...['-r', requirements],
      ]),
    );
    await writeFile(stamp, '');
    return python;
  });
}

/** @returns {Promise<string>} */
async function findPython() {
  /** @type {string[]} */
  const found = [];
  for (const command of ['python3', 'python']) {
    const answer = await run(command, ['-c', question]).catch(() => undefined);
    if (!answer) continue;
    const version = answer.code === 0 ? answer.output.trim().split(' ').map(Number) : undefined;
    if (!version) found.push(`${command} has no venv or no pip`);
    else if (version[0] === oldest[0] && Number(version[1]) >= Number(oldest[1])) return command;
    else found.push(`${command} is Python ${version.join('.')}`);
  }
  throw new Missing(
    `Python ${oldest.join('.')} or newer with venv and pip is not here${found.length > 0 ? ` (${found.join(', ')})` : ''}`,
  );
}

/**
 * Runs a command that makes the environment.
 * @param {string} what is missing when it fails
 * @param {string} command
 * @param {readonly string[]} args
 */
async function must(what, command, args) {
  const { code, output } = await run(command, args);
  if (code === 0) return;
  if (/do not match the hashes/i.test(output)) {
    throw new Failure(
      'What pip was given is not what the tests were written with.',
      'Find out why before anything of it is run: the hashes stand in scripts/live/requirements.',
    );
  }
  const said = output.split('\n').filter(line => /error/i.test(line));
  throw new Missing(`${what}: ${(said.at(-1) ?? output.trim().split('\n').at(-1) ?? '').slice(0, 200)}`);
}
