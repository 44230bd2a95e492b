// @ts-check
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { inRoot, root } from './paths.mjs';
import { mustRun } from './run.mjs';

/** Builds the extension, the gateway and the webview into dist/. */
export async function buildProducts() {
  await esbuild();
}

/** Builds the same as it is published, and the package. */
export async function buildPackage() {
  await mustRun(process.execPath, ['scripts/package.mjs'], { cwd: root });
}

/**
 * Builds the tests of one level into out/test/LEVEL.
 * @param {string} level
 */
export async function buildTests(level) {
  await esbuild(`--tests=${level}`);
}

/**
 * Whether a level has any test.
 * @param {string} level a folder of test/
 */
export async function hasTests(level) {
  const folder = inRoot('test', level);
  if (!existsSync(folder)) return false;
  return (await readdir(folder, { recursive: true })).some(file => file.endsWith('.test.ts'));
}

/** @param {string[]} flags */
async function esbuild(...flags) {
  await mustRun(process.execPath, ['esbuild.config.mjs', ...flags], {
    cwd: root,
    remedy: 'The messages above are from esbuild; correct the source and run the command again.',
  });
}
