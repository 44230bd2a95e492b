// @ts-check
// A few test files, built and run at once: the loop of whoever writes one.
import path from 'node:path';
import { build } from 'esbuild';
import { ensureBrowser } from '../host/browser.mjs';
import { buildProducts } from './build.mjs';
import { inRoot, root } from './paths.mjs';
import { start } from './run.mjs';
import { levelOf } from './testArguments.mjs';
import { testBundles } from './testBundles.mjs';

/** Beside out/test, so that a whole level may run meanwhile. */
const folder = 'out/some';

/**
 * Bundles test files and runs them in a Node of their own, on this terminal.
 * @param {readonly string[]} files from `readTestArguments`
 * @param {readonly string[]} [mochaArgs]
 * @returns {Promise<{ code: number, metafile: import('esbuild').Metafile | undefined }>} an exit code, and what went
 *   into the bundles
 */
export async function runSome(files, mochaArgs = []) {
  const levels = new Set(files.map(levelOf));
  const needsProducts = levels.has('conformance') || levels.has('page');
  const [{ metafile }] = await Promise.all([
    build({ ...testBundles([...files], folder), absWorkingDir: root }),
    needsProducts ? buildProducts() : undefined,
  ]);
  const env = levels.has('page') ? { ...process.env, CHROMIUM_PATH: await ensureBrowser() } : process.env;
  const code = await mocha(files.map(bundleOf), mochaArgs, env);
  return { code, metafile };
}

/** @param {string} file */
const bundleOf = file => path.join(folder, file.replace(/^test\//, '').replace(/\.ts$/, '.js'));

/**
 * @param {readonly string[]} bundles
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} an exit code
 */
function mocha(bundles, args, env) {
  const program = inRoot('node_modules', 'mocha', 'bin', 'mocha.js');
  const child = start(
    process.execPath,
    ['--enable-source-maps', program, '--exit', '--timeout=120000', ...args, ...bundles],
    { cwd: root, env, stdio: 'inherit' },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}
