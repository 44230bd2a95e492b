// Tries mutants in processes of their own, and ends those that hang.
// @ts-check
import { fork } from 'node:child_process';
import path from 'node:path';
import { root } from '../support/bundle.mjs';

/** @typedef {import('./room.mjs').Bundles} Bundles */
/** @typedef {import('./room.mjs').Mutant} Mutant */
/** @typedef {import('./worker.mjs').DryRun} DryRun */
/** @typedef {import('./worker.mjs').Order} Order */
/** @typedef {import('./worker.mjs').Selection} Selection */
/** @typedef {import('./worker.mjs').Verdict} Verdict */

/** A process that has tried so many mutants is replaced, for what they may have left in it. */
const mutantsPerProcess = 400;

/** A process that takes orders, and is started anew when it ends. */
export class Runner {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #orders = 0;
  #mostRuns;

  /** @param {number} mostRuns how often a property of fast-check is tried at most */
  constructor(mostRuns) {
    this.#mostRuns = mostRuns;
  }

  /**
   * Runs a test file as it is, and counts which test meets which mutant.
   * @param {string} bundle
   * @param {number} mutants how many there are
   * @returns {Promise<DryRun>}
   */
  async dryRun(bundle, mutants) {
    const result = await this.#send({ kind: 'dry', bundle, mutants });
    if ('tests' in result) return result;
    return { failed: [result.killedBy ?? ''], atLoad: {}, tests: {} };
  }

  /**
   * @param {Mutant} mutant
   * @param {Coverage} coverage
   * @returns {Promise<Verdict>}
   */
  async tryMutant({ id, file }, coverage) {
    const selections = coverage.selectionsOf(id, file);
    if (selections.length === 0) return { killedBy: undefined };
    const cpu = selections.reduce((sum, { ms }) => sum + ms, 0) * 4 + 10_000;
    const result = await this.#send({ kind: 'mutant', id, selections, cpu });
    return 'killedBy' in result ? result : { killedBy: undefined };
  }

  stop() {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  /** @param {Order} order @returns {Promise<DryRun | Verdict>} */
  async #send(order) {
    if (this.#orders++ % mutantsPerProcess === 0) this.stop();
    if (this.#child && (this.#child.exitCode !== null || !this.#child.connected)) this.#child = undefined;
    const child = (this.#child ??= await start(this.#mostRuns));
    return await new Promise(resolve => {
      child.on('message', message => {
        child.removeAllListeners();
        resolve(/** @type {DryRun | Verdict} */ (message));
      });
      child.on('exit', (code, signal) => {
        this.#child = undefined;
        resolve({
          killedBy: signal ? 'its time: it ran without an end' : `the process, which ended with code ${code}`,
        });
      });
      child.send(order);
    });
  }
}

/** @param {number} mostRuns @returns {Promise<import('node:child_process').ChildProcess>} */
async function start(mostRuns) {
  const child = fork(path.join(root, 'bench', 'mutate', 'worker.mjs'), [String(mostRuns)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--max-old-space-size=1500'],
  });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', code =>
      reject(new Error(`bench/mutate/worker.mjs ended with code ${code} at its start.`)),
    );
  });
  child.removeAllListeners();
  return child;
}

/** Which tests meet which mutant. */
export class Coverage {
  #files;

  /** @param {readonly (Bundles & { dry: DryRun })[]} files */
  constructor(files) {
    this.#files = files;
  }

  /** @param {string} id how often the mutant is met by all tests together */
  hitsOf(id) {
    let hits = 0;
    for (const { dry } of this.#files) {
      hits += dry.atLoad[id] ?? 0;
      for (const test of Object.values(dry.tests)) hits += test.hits[id] ?? 0;
    }
    return hits;
  }

  /**
   * The tests that meet a mutant: the quick ones of all files first, those of its own file at the head.
   * @param {string} id
   * @param {string} source
   * @returns {(Selection & { ms: number })[]}
   */
  selectionsOf(id, source) {
    const own = `${path.basename(source, '.ts')}.test.ts`;
    return this.#files
      .flatMap(({ test, switched: bundle, dry }) => {
        const all = Object.entries(dry.tests);
        const met = dry.atLoad[id] ? all : all.filter(([, { hits }]) => hits[id]);
        const isOwn = path.basename(test) === own;
        const quick = met.filter(([, { ms }]) => ms <= quickTest);
        const slow = met.filter(([, { ms }]) => ms > quickTest);
        return [
          { met: quick, rank: isOwn ? -1 : cost(quick) },
          { met: slow, rank: isOwn ? quickTest : cost(slow) },
        ].map(({ met, rank }) => ({
          bundle,
          tests: met.map(([title]) => title),
          hitLimit:
            met.reduce((sum, [, { hits }]) => sum + (hits[id] ?? 0), dry.atLoad[id] ?? 0) * 4 + 10_000,
          ms: cost(met),
          rank,
        }));
      })
      .filter(({ tests }) => tests.length > 0)
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ bundle, tests, hitLimit, ms }) => ({ bundle, tests, hitLimit, ms }));
  }
}

/** A test that takes no longer is tried before others, in ms. */
const quickTest = 30;

/** @param {[string, { ms: number }][]} tests */
const cost = tests => tests.reduce((sum, [, { ms }]) => sum + ms, 0);
