// @ts-check
// `npm test`: sets up what is missing, then runs every level. Ends with one line, `N passed, M failed`.
import { availableParallelism } from 'node:os';
import { chooseHost } from './host/choose.mjs';
import { ensureBrowser } from './host/browser.mjs';
import { ensureServerHost } from './host/serverInstall.mjs';
import { endToEnd } from './levels/e2e.mjs';
import { integration } from './levels/integration.mjs';
import { lint } from './levels/lint.mjs';
import { live } from './levels/live.mjs';
import { pages } from './levels/page.mjs';
import { typecheck } from './levels/typecheck.mjs';
import { buildPackage, buildProducts, buildTests, hasTests } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, printError } from './lib/failure.mjs';
import { readFlags } from './lib/flags.mjs';
import { withLock } from './lib/lock.mjs';
import { runMocha } from './lib/mocha.mjs';
import { inCache } from './lib/paths.mjs';
import { seconds, step } from './lib/progress.mjs';
import { Stage } from './lib/stage.mjs';

/**
 * @typedef {import('./lib/mocha.mjs').Counts} Counts
 * @typedef {{ grep?: string | undefined, file?: string | undefined, packed?: boolean | undefined }} Options `file`: a test
 *   file, or a part of its name; `packed`: the package is tested
 * @typedef {{
 *   name: string,
 *   says: string,
 *   lane: 'one' | 'other',
 *   products?: boolean,
 *   browser?: boolean,
 *   vscode?: boolean,
 *   work: (options: Options) => Promise<Counts>,
 * }} Level `lane`: the levels of a lane run one after the other, and both lanes at once, which
 *   is why each holds about half of the work; `products`: it runs what is built into dist/; `browser` and `vscode`: it needs them
 */

/** @type {readonly Level[]} */
const levels = [
  {
    name: 'lint',
    says: 'style, likely mistakes, layers, what nobody uses',
    lane: 'one',
    work: () => lint(),
  },
  { name: 'typecheck', says: 'types', lane: 'one', work: () => typecheck() },
  { name: 'unit', says: 'mocha in Node', lane: 'one', work: options => inNode('unit', options) },
  {
    name: 'conformance',
    says: 'the protocol, over a real socket',
    lane: 'one',
    products: true,
    work: options => inNode('conformance', options),
  },
  {
    name: 'page',
    says: 'the pages of webviews in a browser',
    lane: 'one',
    products: true,
    browser: true,
    work: ofPages,
  },
  {
    name: 'integration',
    says: 'mocha inside the extension host of a real VS Code',
    lane: 'other',
    products: true,
    browser: true,
    vscode: true,
    work: inVsCode,
  },
  {
    name: 'e2e',
    says: 'a browser types into a real VS Code',
    lane: 'other',
    products: true,
    browser: true,
    vscode: true,
    work: inBrowser,
  },
  {
    name: 'live',
    says: 'real servers and models',
    lane: 'one',
    products: true,
    browser: true,
    vscode: true,
    work: withRealServers,
  },
];

const help = `npm test                           sets up what is missing and runs every level
npm test -- --only unit,e2e        some levels: ${levels.map(level => level.name).join(', ')}
npm test -- --grep "ghost text"    only tests whose name matches (levels that run mocha)
npm test -- --only e2e --file typing   only such test files (integration and e2e)
npm test -- --only e2e --packed    end-to-end tests with the package, installed, instead of these sources

Environment: CODEX_SPARK_HOST=desktop|server   which VS Code the integration level uses
             CHROMIUM_PATH                     the Chromium, Chrome or Edge to use`;

/** @returns {Promise<number>} the exit code */
async function main() {
  const flags = readFlags(
    {
      only: { type: 'string' },
      grep: { type: 'string' },
      file: { type: 'string' },
      packed: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    'npm test',
  );
  if (flags.help) {
    console.log(help);
    return 0;
  }
  const wanted = chosen(flags.only);
  const options = { grep: flags.grep, file: flags.file, packed: flags.packed };
  if (flags.packed && wanted.some(({ name }) => name !== 'e2e'))
    throw new Failure('Only the level e2e can be run with the package.', 'Say --only e2e --packed.');
  const startedAt = performance.now();
  await ensureDependencies();

  /** @type {Map<string, Counts & { took: number }>} */
  const results = new Map();
  // Downloads (network, disk) while the levels that need none of it compute.
  const host = prepareHost(wanted);
  host.catch(() => undefined); // The levels that need it report it.
  // Before all of them: a level must not rebuild what another one is running.
  const build = flags.packed ? buildPackage : buildProducts;
  const products = wanted.some(level => level.products) ? step('Build', build) : Promise.resolve();
  await products.catch(() => undefined); // The levels that need them fail.

  const stage = new Stage(console.log.bind(console));
  console.log = console.error = stage.say;
  /** @param {Level['lane']} lane */
  const inTurn = async lane => {
    for (const level of wanted.filter(each => each.lane === lane)) {
      if (level.browser) await host.catch(() => undefined);
      results.set(level.name, await stage.inOnePiece(() => runLevel(level, options, products)));
    }
  };
  if (availableParallelism() > 1) await Promise.all([inTurn('one'), inTurn('other')]);
  else for (const lane of /** @type {const} */ (['one', 'other'])) await inTurn(lane);

  tellFailures(results);
  console.log(`\nSummary (${seconds(performance.now() - startedAt)})`);
  let passed = 0;
  let failed = 0;
  for (const { name } of wanted) {
    const counts = results.get(name);
    if (!counts) continue;
    passed += counts.passed;
    failed += counts.failed;
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    const took = seconds(counts.took).padStart(7);
    console.log(`${counts.failed > 0 ? '✖' : '✔'} ${name.padEnd(12)} ${took}  ${sum(counts)}${skipped}`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/**
 * What failed, once more at the end: lines of many tests lie between.
 * @param {ReadonlyMap<string, Counts>} results
 */
function tellFailures(results) {
  for (const [level, { failures = [] }] of results) {
    for (const { title, message } of failures) {
      console.log(`\n✖ ${level}: ${title}`);
      console.log(message.split('\n').slice(0, 60).join('\n').replace(/^/gm, '    '));
    }
  }
}

/** @param {string | undefined} only */
function chosen(only) {
  if (only === undefined) return levels;
  const names = only.split(',').map(name => name.trim());
  const unknown = names.find(name => !levels.some(level => level.name === name));
  if (unknown !== undefined) {
    throw new Failure(
      `There is no level "${unknown}".`,
      `The levels are ${levels.map(level => level.name).join(', ')}.`,
    );
  }
  return levels.filter(level => names.includes(level.name));
}

/**
 * Everything that levels need and that is not in node_modules; each step prints itself.
 * @param {readonly Level[]} wanted
 */
async function prepareHost(wanted) {
  // One after the other: they share the disk, and dpkg and npm both like to have it alone.
  if (wanted.some(level => level.vscode)) await ensureServerHost();
  if (wanted.some(level => level.browser)) await ensureBrowser();
}

/**
 * Runs one level to its end, whatever happens in it.
 * @param {Level} level
 * @param {Options} options
 * @param {Promise<void>} products
 * @returns {Promise<Counts & { took: number }>}
 */
async function runLevel(level, options, products) {
  const startedAt = performance.now();
  console.log(`\n── ${level.name}: ${level.says}`);
  /** @type {Counts} */
  let counts;
  try {
    if (level.products) await products;
    counts = await level.work(options);
  } catch (error) {
    printError(error);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  const took = performance.now() - startedAt;
  console.log(`${counts.failed > 0 ? '✖' : '✔'} ${level.name}: ${sum(counts)} (${seconds(took)})`);
  return { ...counts, took };
}

/** @param {Counts} counts */
const sum = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * @param {string} level
 * @param {Options} options
 * @returns {Promise<Counts>}
 */
async function inNode(level, { grep }) {
  if (!(await hasTests(level))) return none('there are no tests yet');
  return await withLock(inCache('locks', `out-${level}`), async () => {
    await buildTests(level);
    const args = grep === undefined ? [] : [`--grep=${grep}`];
    return await runMocha(level, { args, quiet: true });
  });
}

/**
 * @param {Options} options
 * @returns {Promise<Counts>}
 */
async function inVsCode(options) {
  if (!(await hasTests('integration'))) return none('there are no tests yet');
  return await withLock(inCache('locks', 'out-integration'), async () => {
    await step('Build', () => buildTests('integration'));
    const host = await chooseHost();
    console.log(
      host.kind === 'desktop' ? '  in a desktop VS Code' : `  in the VS Code server, because ${host.reason}`,
    );
    return await integration(host, options);
  });
}

/**
 * @param {Options} options
 * @returns {Promise<Counts>}
 */
async function ofPages(options) {
  if (!(await hasTests('page'))) return none('there are no tests yet');
  return await withLock(inCache('locks', 'out-page'), async () => {
    await step('Build', () => buildTests('page'));
    return await pages(options);
  });
}

/**
 * @param {Options} options
 * @returns {Promise<Counts>}
 */
async function inBrowser(options) {
  if (!(await hasTests('e2e'))) return none('there are no tests yet');
  return await withLock(inCache('locks', 'out-e2e'), async () => {
    await step('Build', () => buildTests('e2e'));
    return await endToEnd(options);
  });
}

/**
 * @param {Options} options
 * @returns {Promise<Counts>}
 */
async function withRealServers(options) {
  return await withLock(inCache('locks', 'out-live'), async () => {
    await step('Build', () => buildTests('live'));
    return await live(options);
  });
}

/** @param {string} why */
function none(why) {
  console.log(`  ${why}`);
  return { passed: 0, failed: 0, skipped: 0 };
}

try {
  process.exitCode = await main();
} catch (error) {
  printError(error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
