// @ts-check
// A run of tests is ended when nothing has come of it for a while, never because it takes long.
import { existsSync, readFileSync, statSync } from 'node:fs';

/** So long nothing may come, in ms: longer than the slowest test may take by itself. */
const silenceMs = 5 * 60_000;

/** @typedef {{ passed: number, failed: number, skipped: number, running?: string, failures?: import('./mocha.mjs').FailedTest[] }} Progress */

/**
 * Where the reporter writes how far it is.
 * @param {string} results
 */
export const progressFile = results => `${results}.progress`;

/**
 * How far a run is; undefined while nothing is known.
 * @param {string} results
 * @returns {Progress | undefined}
 */
function readProgress(results) {
  const file = progressFile(results);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Watches a run. The signal is aborted when nothing has come for so long; `stop` ends the watching.
 * @param {string} results
 * @param {number} [silence] in ms
 */
export function watchProgress(results, silence = silenceMs) {
  const controller = new AbortController();
  const startedAt = Date.now();
  const timer = setInterval(
    () => {
      const file = progressFile(results);
      const at = existsSync(file) ? statSync(file).mtimeMs : 0;
      if (Date.now() - Math.max(at, startedAt) > silence) controller.abort();
    },
    Math.min(silence / 4, 2_000),
  );
  timer.unref();
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/**
 * What a run that was ended has come to: what passed counts, and the test that hung is a failure.
 * @param {string} results
 * @returns {import('./mocha.mjs').Counts}
 */
export function hung(results) {
  const progress = readProgress(results) ?? { passed: 0, failed: 0, skipped: 0 };
  const { passed, failed, skipped, running, failures = [] } = progress;
  const what = running === undefined ? 'the run' : `"${running}"`;
  const message = `nothing came for ${silenceMs / 60_000} minutes; it was ended`;
  console.log(`  ${what}: ${message}`);
  return {
    passed,
    failed: failed + 1,
    skipped,
    failures: [...failures, { title: running ?? 'the run', message }],
  };
}
