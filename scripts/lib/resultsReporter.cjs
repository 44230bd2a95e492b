// @ts-check
// A mocha reporter that serves every level alike: one line per test, and the verdict as a file, because a suite
// inside VS Code has no exit code that gets out. Options: `results` (a JSON file, written at the end), `lines`
// (a text file, grows line by line), `quiet` (only failures are printed), `logs` (where the windows under test log: what the
// extension logged during a test that failed is told with it). Beside `results` stands a file `.progress`, which says
// after each test how far the run is (see watchProgress.mjs).
const { appendFileSync, mkdirSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { reporters } = require('mocha');
const { loggedSince } = require('./loggedSince.cjs');

/**
 * @typedef {{ title: string, message: string }} FailedTest
 * @typedef {{ title: string, ms: number }} TimedTest
 * @typedef {{ passed: number, failed: number, skipped: number, failures: FailedTest[], slowest: TimedTest[] }} Results
 * @typedef {{ results?: string, lines?: string, quiet?: boolean | string, logs?: string }} ReporterOptions
 */

/** So many of the slowest tests are told in the results. */
const slowest = 30;

module.exports = class ResultsReporter extends reporters.Base {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} mochaOptions
   */
  constructor(runner, mochaOptions) {
    super(runner, mochaOptions);
    /** @type {ReporterOptions} */
    const options = mochaOptions.reporterOptions ?? {};
    for (const file of [options.results, options.lines]) {
      if (file) mkdirSync(path.dirname(file), { recursive: true });
    }
    const say = (/** @type {string} */ line) => {
      if (options.lines) appendFileSync(options.lines, `${line}\n`);
      else console.log(line);
    };
    const quiet = options.quiet === true || options.quiet === 'true';
    const detail = (/** @type {string} */ line) => {
      if (!quiet) say(line);
    };
    /** @type {Results} */
    const results = { passed: 0, failed: 0, skipped: 0, failures: [], slowest: [] };
    /** @type {TimedTest[]} */
    const timed = [];
    const tell = (/** @type {string | undefined} */ running) => {
      if (!options.results) return;
      const { passed, failed, skipped, failures } = results;
      replace(`${options.results}.progress`, { passed, failed, skipped, failures, running });
    };
    let startedAt = Date.now();
    let depth = 0;
    const indent = () => '  '.repeat(depth);

    runner.on('test', test => {
      startedAt = Date.now();
      tell(test.titlePath().join(' › '));
    });
    runner.on('hook', hook => tell(hook.titlePath().join(' › ')));
    runner.on('test end', () => tell(undefined));
    runner.on('suite', suite => {
      if (suite.root) return;
      detail(`${indent()}${suite.title}`);
      depth++;
    });
    runner.on('suite end', suite => {
      if (!suite.root) depth--;
    });
    runner.on('pass', test => {
      results.passed++;
      timed.push({ title: test.titlePath().join(' › '), ms: test.duration ?? 0 });
      detail(`${indent()}✔ ${test.title} (${test.duration ?? 0} ms)`);
    });
    runner.on('pending', test => {
      results.skipped++;
      detail(`${indent()}- ${test.title} (skipped)`);
    });
    runner.on('fail', (test, error) => {
      results.failed++;
      const title = test.titlePath().join(' › ');
      const logged = options.logs ? loggedSince(options.logs, startedAt) : [];
      const log = logged.length > 0 ? ['what the extension logged meanwhile:', ...logged] : [];
      const message = [describe(error), ...log].join('\n');
      results.failures.push({ title, message });
      say(`${quiet ? '' : indent()}✖ ${quiet ? title : test.title}`);
      say(message.replace(/^/gm, `${quiet ? '' : indent()}    `));
    });
    runner.once('end', () => {
      if (!options.results) return;
      results.slowest = timed.sort((a, b) => b.ms - a.ms).slice(0, slowest);
      replace(options.results, results);
    });
  }
};

/**
 * Whoever waits for a file must never read half of it.
 * @param {string} file
 * @param {object} content
 */
function replace(file, content) {
  writeFileSync(`${file}.part`, JSON.stringify(content, undefined, 2));
  renameSync(`${file}.part`, file);
}

/**
 * What went wrong, with the difference between two values and the part of the stack that is ours.
 * @param {unknown} error
 */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  const actual = 'actual' in error ? error.actual : undefined;
  const expected = 'expected' in error ? error.expected : undefined;
  const compared = typeof actual === 'string' && typeof expected === 'string';
  const difference = compared ? reporters.Base.generateDiff(actual, expected) : '';
  const stack = (error.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line) && !/node_modules|node:internal/.test(line))
    .slice(0, 8);
  return [`${error.name}: ${error.message}`, difference, ...stack].filter(Boolean).join('\n');
}
