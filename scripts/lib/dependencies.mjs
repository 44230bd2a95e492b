// @ts-check
// Brings node_modules in step with the lock file, and does nothing when it already is.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Failure } from './failure.mjs';
import { firstDifference } from './lockFile.mjs';
import { inRoot, root } from './paths.mjs';
import { step } from './progress.mjs';
import { mustRun, npmCommand } from './run.mjs';

/** The oldest Node these scripts and the tests run on. */
const oldestNode = [20, 19];

/** Throws unless this Node is new enough. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Failure(
    `Node ${process.versions.node} is too old; ${oldestNode.join('.')} or newer is needed.`,
    'Get it from https://nodejs.org, or with a version manager: `nvm install 22`.',
  );
}

/**
 * Installs the dependencies when they are missing or differ from the lock file.
 * @returns {Promise<void>}
 */
export async function ensureDependencies() {
  checkNode();
  const outOfStep = await findOutOfStep();
  if (outOfStep === undefined) return;
  await step(`Install dependencies (${outOfStep})`, async () => {
    await mustRun(...npmCommand(['ci', '--no-audit', '--no-fund']), {
      cwd: root,
      remedy:
        'Check that the npm registry can be reached, then run `npm ci` by hand to see all of its output.',
    });
  });
}

/**
 * Compares the lock file with npm's own record of what it installed.
 * @returns {Promise<string | undefined>} what differs, in a few words; undefined when nothing does
 */
async function findOutOfStep() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'first run';
  const wanted = await readLock(inRoot('package-lock.json'));
  const installed = await readLock(record);
  return firstDifference(wanted, installed);
}

/**
 * @param {string} file
 * @returns {Promise<import('./lockFile.mjs').Lock>}
 */
async function readLock(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new Failure(`${file} cannot be read.`, 'Delete node_modules and start again.');
  }
}
