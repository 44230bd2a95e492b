// @ts-check
// Runs compiled tests with mocha in a Node of their own and reads the verdict back.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { inCache, inRoot, root } from './paths.mjs';
import { run } from './run.mjs';
import { hung, progressFile, watchProgress } from './watchProgress.mjs';

/**
 * @typedef {{ title: string, message: string }} FailedTest
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: readonly FailedTest[] }} Counts `failures`:
 *   those of `failed` that are known by name
 */

/**
 * @param {string} level a folder of out/test
 * @param {{ args?: readonly string[], env?: NodeJS.ProcessEnv, quiet?: boolean, file?: string | undefined }} [options]
 *   `args` are mocha's; `file` is a test file, or a part of the names of those to run; all without it
 * @returns {Promise<Counts & { output: string }>}
 */
export async function runMocha(level, { args = [], env = process.env, quiet = false, file } = {}) {
  const results = inCache('results', `${level}.json`);
  await mkdir(path.dirname(results), { recursive: true });
  await Promise.all([results, progressFile(results)].map(file => rm(file, { force: true })));
  const watch = watchProgress(results);
  const { code, output } = await run(
    process.execPath,
    [
      '--enable-source-maps',
      inRoot('node_modules', 'mocha', 'bin', 'mocha.js'),
      `out/test/${level}/**/${bundlesOf(file)}`,
      `--reporter=${inRoot('scripts', 'lib', 'resultsReporter.cjs')}`,
      `--reporter-option=results=${results}`,
      `--reporter-option=quiet=${quiet}`,
      '--exit',
      '--timeout=120000', // No test asserts a time; a busy machine must not fail one.
      ...args,
    ],
    {
      cwd: root,
      env,
      onLine: line => console.log(`  ${line}`),
      signal: watch.signal,
    },
  );
  watch.stop();
  if (watch.signal.aborted) return { ...hung(results), output };
  return { ...judge(await readCounts(results), code), output };
}

/** @param {string | undefined} file */
function bundlesOf(file) {
  if (file === undefined) return '*.test.js';
  return file.endsWith('.test.ts') ? `${path.basename(file, '.ts')}.js` : `*${file}*.test.js`;
}

/**
 * The counts of a results file; undefined when the run did not get as far as writing one.
 * @param {string} file
 * @returns {Promise<Counts | undefined>}
 */
export async function readCounts(file) {
  if (!existsSync(file)) return undefined;
  /** @type {Counts} */
  const { passed, failed, skipped, failures } = JSON.parse(await readFile(file, 'utf8'));
  return { passed, failed, skipped, ...(failures && { failures }) };
}

/**
 * A level that crashed, or that failed without a failed test, counts as one failure.
 * @param {Counts | undefined} counts
 * @param {number} code the exit code of the run
 * @returns {Counts}
 */
export function judge(counts, code) {
  if (!counts) {
    console.log(`  the run ended with code ${code} before mocha could finish`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (code === 0 || counts.failed > 0) return counts;
  console.log(`  all tests passed, yet the run ended with code ${code}`);
  return { ...counts, failed: 1 };
}
