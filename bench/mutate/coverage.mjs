// @ts-check
// Which tests are tried for a mutant, and in which order. No import.meta here: tests bundle this file.
import path from 'node:path';

/** @typedef {import('./room.mjs').Bundles} Bundles */
/** @typedef {import('./worker.mjs').DryRun} DryRun */
/** @typedef {import('./worker.mjs').Selection} Selection */

/** Which tests meet which mutant. */
export class Coverage {
  #files;
  #slowest;

  /**
   * @param {readonly (Bundles & { dry: DryRun })[]} files
   * @param {number} [slowest] tests that take longer are not tried, in ms on a processor
   */
  constructor(files, slowest = Infinity) {
    this.#files = files;
    this.#slowest = slowest;
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
        const all = Object.entries(dry.tests).filter(([, { ms }]) => ms <= this.#slowest);
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
