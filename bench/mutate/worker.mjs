// Runs the tests of a room in a process of its own, with one mutant after the other switched on. See runner.mjs.
// @ts-check
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';

// Mocha's own timers shall not keep this process alive: when nothing else does, a test waits for what never comes.
const { setTimeout: realSetTimeout } = globalThis;
globalThis.setTimeout = Object.assign(
  /** @type {any} */ (
    (/** @type {any[]} */ ...args) => Reflect.apply(realSetTimeout, globalThis, args).unref()
  ),
  realSetTimeout,
);
const { default: Mocha } = await import('mocha');
class Silent extends Mocha.reporters.Base {}
globalThis.setTimeout = realSetTimeout;

/** @typedef {Record<string, number>} Hits how often each mutant was met, by its id */
/** @typedef {{ hits: Hits, ms: number }} TestRun the time on a processor */
/** @typedef {{ failed: string[], atLoad: Hits, tests: Record<string, TestRun> }} DryRun `tests`: those that pass, by full title */
/**
 * The tests of a file, by full title.
 * @typedef {object} Selection
 * @property {string} bundle
 * @property {readonly string[]} tests
 * @property {number} hitLimit how often the mutant may be met before it counts as a loop without an end
 */
/**
 * @typedef {{ kind: 'dry', bundle: string, mutants: number }
 *   | { kind: 'mutant', id: string, selections: readonly Selection[], cpu: number }} Order
 * `mutants`: how many there are. `cpu`: how long it may take on a processor, in ms.
 */
/** @typedef {{ killedBy: string | undefined }} Verdict */

/** @type {typeof import('fast-check')} */
const fastCheck = createRequire(import.meta.url)('fast-check');
// Every mutant meets the same random inputs, and a property that fails is not made smaller.
fastCheck.configureGlobal({ seed: 20, endOnFailure: true });
/** How often a property is tried at most. */
const mostRuns = Number(process.argv[2]);
/**
 * @param {import('fast-check').IRawProperty<void>} property
 * @param {import('fast-check').Parameters<void>} [parameters]
 */
const assert = (property, { numRuns = 100, ...rest } = {}) =>
  fastCheck.assert(property, { ...rest, numRuns: Math.min(numRuns, mostRuns) });
const ownFastCheck = { ...fastCheck, __esModule: true, assert, default: { ...fastCheck.default, assert } };

/** What the instrumented sources look at. @type {any} */
const switches = {};
Object.assign(globalThis, { __stryker__: switches });

/** @type {Map<string, vm.Script>} */
const scripts = new Map();

/** @param {string} bundle loads it anew, so that nothing is left of the mutant before */
function load(bundle) {
  let script = scripts.get(bundle);
  if (!script) {
    const code = readFileSync(bundle, 'utf8');
    const wrapped = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
    script = new vm.Script(wrapped, { filename: bundle });
    scripts.set(bundle, script);
  }
  const module = { exports: {} };
  const require = createRequire(bundle);
  /** @param {string} id */
  const ownRequire = id => (id === 'fast-check' ? ownFastCheck : require(id));
  script.runInThisContext()(module.exports, ownRequire, module, bundle, path.dirname(bundle));
}

/** @param {boolean} bail */
function newMocha(bail) {
  return new Mocha({ ui: 'bdd', reporter: Silent, timeout: 0, bail });
}

/** @param {import('mocha')} mocha @param {string} bundle */
function loadInto(mocha, bundle) {
  mocha.suite.emit('pre-require', globalThis, bundle, mocha);
  load(bundle);
  mocha.suite.emit('post-require', globalThis, bundle, mocha);
}

/** @param {import('mocha').Suite} suite @param {(suite: import('mocha').Suite) => void} each */
function walk(suite, each) {
  each(suite);
  for (const child of suite.suites) walk(child, each);
}

/**
 * @param {import('mocha')} mocha
 * @param {(runner: import('mocha').Runner) => void} watch
 * @returns {Promise<string | undefined>} the first test that failed, or hook
 */
async function run(mocha, watch = silent) {
  /** @type {string | undefined} */
  let failed;
  await new Promise(resolve => {
    const runner = mocha.run(() => resolve(undefined));
    runner.on('fail', (test, error) => {
      failed ??= `${test.fullTitle()}: ${String(error?.message ?? error).slice(0, 200)}`;
    });
    watch(runner);
  });
  // What a test left behind fails here, and not under the next mutant.
  for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve));
  mocha.dispose();
  return failed;
}

function silent() {}

/** @param {Extract<Order, { kind: 'dry' }>} order @returns {Promise<DryRun>} */
async function dryRun({ bundle, mutants }) {
  const newHits = () => new Uint32Array(mutants);
  const elsewhere = newHits();
  switches.hits = elsewhere;
  const mocha = newMocha(false);
  loadInto(mocha, bundle);
  /** @type {Map<string, Uint32Array>} */
  const hits = new Map();
  mocha.suite.beforeEach(function () {
    const title = this.currentTest?.fullTitle() ?? '';
    switches.hits = hits.get(title) ?? newHits();
    hits.set(title, switches.hits);
  });
  /** @type {Record<string, TestRun>} */
  const tests = {};
  let began = process.cpuUsage();
  /** @type {string[]} */
  const failed = [];
  await run(mocha, runner => {
    runner.on('fail', test => failed.push(test.fullTitle()));
    runner.on('test', () => (began = process.cpuUsage()));
    runner.on('test end', test => {
      const title = test.fullTitle();
      const { user, system } = process.cpuUsage(began);
      tests[title] = { hits: {}, ms: Math.round((user + system) / 1000) };
    });
    // What `before` and `after` of a suite meet counts for the whole file.
    runner.on('suite', () => (switches.hits = elsewhere));
    runner.on('suite end', () => (switches.hits = elsewhere));
  });
  for (const title of failed) delete tests[title];
  for (const [title, test] of Object.entries(tests)) test.hits = listed(hits.get(title) ?? newHits());
  return { failed, atLoad: listed(elsewhere), tests };
}

/** @param {Uint32Array} counts @returns {Hits} */
function listed(counts) {
  /** @type {Hits} */
  const hits = {};
  counts.forEach((count, id) => {
    if (count > 0) hits[id] = count;
  });
  return hits;
}

/** @param {Extract<Order, { kind: 'mutant' }>} order @returns {Promise<Verdict>} */
async function tryMutant({ id, selections }) {
  for (const { bundle, tests, hitLimit } of selections) {
    let hits = 0;
    switches.activeMutant = Number(id);
    switches.met = () => {
      if (++hits > hitLimit) throw new Error(`The mutant was met more than ${hitLimit} times.`);
      return true;
    };
    const mocha = newMocha(true);
    try {
      loadInto(mocha, bundle);
    } catch (error) {
      return { killedBy: `${path.basename(bundle)} cannot be loaded: ${String(error).slice(0, 200)}` };
    }
    const wanted = new Set(tests);
    walk(mocha.suite, suite => {
      suite.tests = suite.tests.filter(test => wanted.has(test.fullTitle()));
      for (const test of suite.tests) test.timeout(0);
    });
    const killedBy = await run(mocha);
    if (killedBy !== undefined) return { killedBy };
  }
  return { killedBy: undefined };
}

const channel = process.channel;
if (!channel) throw new Error('This is started by bench/mutate/runner.mjs only.');

// No limit is a time on the clock: on a busy machine that would take a slow test for one that hangs.
const forEver = 'a test that waits for ever';
let busy = false;

// Nothing is left that could wake the test.
process.on('beforeExit', () => {
  if (busy) answer({ killedBy: forEver }, () => process.exit(0));
});

/** How long a test may wait for something from outside while nothing runs, in ms. */
const idleLimit = 5000;
let idleBefore = 0;
setInterval(() => {
  const { idle } = performance.eventLoopUtilization();
  if (busy && idle - idleBefore > idleLimit) answer({ killedBy: forEver }, () => process.exit(0));
}, 500).unref();

/** What the thread looks at that ends this process when it runs on and on: milliseconds of processor time; 0 when idle. */
const cpuLimit = new Float64Array(new SharedArrayBuffer(8));
new Worker(
  `const { workerData } = require('node:worker_threads');
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if (workerData[0] > 0 && (user + system) / 1000 > workerData[0]) process.kill(process.pid, 'SIGKILL');
  }, 200);`,
  { eval: true, workerData: cpuLimit },
).unref();

/** @param {DryRun | Verdict} message @param {() => void} [sent] */
function answer(message, sent = silent) {
  busy = false;
  cpuLimit[0] = 0;
  process.send?.(message, sent);
}

process.on('message', async message => {
  const order = /** @type {Order} */ (message);
  busy = true;
  idleBefore = performance.eventLoopUtilization().idle;
  if (order.kind === 'mutant') {
    const { user, system } = process.cpuUsage();
    cpuLimit[0] = (user + system) / 1000 + order.cpu;
  }
  channel.unref();
  const result = order.kind === 'dry' ? await dryRun(order) : await tryMutant(order);
  channel.ref();
  if (busy) answer(result);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
