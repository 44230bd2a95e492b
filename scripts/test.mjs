// @ts-check
// `npm test`: sets up what is missing, then runs every level. Ends with one line, `N passed, M failed`.
import { chooseHost } from './host/choose.mjs';
import { ensureBrowser } from './host/browser.mjs';
import { ensureServerHost } from './host/serverInstall.mjs';
import { endToEnd } from './levels/e2e.mjs';
import { integration } from './levels/integration.mjs';
import { lint } from './levels/lint.mjs';
import { pages } from './levels/page.mjs';
import { typecheck } from './levels/typecheck.mjs';
import { buildProducts, buildTests, hasTests } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, printError } from './lib/failure.mjs';
import { readFlags } from './lib/flags.mjs';
import { withLock } from './lib/lock.mjs';
import { runMocha } from './lib/mocha.mjs';
import { inCache } from './lib/paths.mjs';
import { seconds, step } from './lib/progress.mjs';

/**
 * @typedef {import('./lib/mocha.mjs').Counts} Counts
 * @typedef {{ grep?: string | undefined, file?: string | undefined }} Options `file`: a test file, or a part of its name
 * @typedef {{
 *   name: string,
 *   says: string,
 *   place: 'aside' | 'node' | 'host',
 *   work: (options: Options, print: (text: string) => void) => Promise<Counts>,
 * }} Level `place`: aside levels run beside those in Node and print when they are done; host levels need a VS Code
 *   or a browser, and the machine for themselves
 */

/** @type {readonly Level[]} */
const levels = [
  { name: 'lint', says: 'style, likely mistakes, layers', place: 'aside', work: (_, print) => lint(print) },
  { name: 'typecheck', says: 'types', place: 'aside', work: (_, print) => typecheck(print) },
  { name: 'unit', says: 'mocha in Node', place: 'node', work: options => inNode('unit', options) },
  {
    name: 'conformance',
    says: 'the protocol, over a real socket',
    place: 'node',
    work: options => inNode('conformance', options),
  },
  { name: 'page', says: 'the pages of webviews in a browser', place: 'host', work: ofPages },
  {
    name: 'integration',
    says: 'mocha inside the extension host of a real VS Code',
    place: 'host',
    work: inVsCode,
  },
  { name: 'e2e', says: 'a browser types into a real VS Code', place: 'host', work: inBrowser },
];

const help = `npm test                           sets up what is missing and runs every level
npm test -- --only unit,e2e        some levels: ${levels.map(level => level.name).join(', ')}
npm test -- --grep "ghost text"    only tests whose name matches (levels that run mocha)
npm test -- --only e2e --file typing   only such test files (integration and e2e)

Environment: CODEX_SPARK_HOST=desktop|server   which VS Code the integration level uses
             CHROMIUM_PATH                     the Chromium, Chrome or Edge to use`;

/** @returns {Promise<number>} the exit code */
async function main() {
  const flags = readFlags(
    {
      only: { type: 'string' },
      grep: { type: 'string' },
      file: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    'npm test',
  );
  if (flags.help) {
    console.log(help);
    return 0;
  }
  const wanted = chosen(flags.only);
  const options = { grep: flags.grep, file: flags.file };
  const startedAt = performance.now();
  await ensureDependencies();

  /** @type {Map<string, Counts & { took: number }>} */
  const results = new Map();
  const at = (/** @type {Level['place']} */ place) => wanted.filter(level => level.place === place);
  /** @param {readonly Level[]} some @param {boolean} [buffered] */
  const inTurn = async (some, buffered = false) => {
    for (const level of some) results.set(level.name, await runLevel(level, options, buffered));
  };
  // The host downloads (network, disk) while the levels that need no host compute, on two cores at a time.
  const host = at('host').length > 0 ? prepareHost() : Promise.resolve();
  host.catch(() => undefined); // The levels that need it report it.
  await Promise.all([inTurn(at('aside'), true), inTurn(at('node'))]);
  await host.catch(() => undefined);
  await inTurn(at('host'));

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

/** Everything the host levels need; each step prints itself. */
async function prepareHost() {
  // One after the other: they share the disk, and dpkg and npm both like to have it alone.
  await ensureServerHost();
  await ensureBrowser();
}

/**
 * Runs one level to its end, whatever happens in it.
 * @param {Level} level
 * @param {Options} options
 * @param {boolean} buffered whether to print only when done, in one piece
 * @returns {Promise<Counts & { took: number }>}
 */
async function runLevel(level, options, buffered) {
  const startedAt = performance.now();
  /** @type {string[]} */
  const lines = [];
  const print = (/** @type {string} */ text) => (buffered ? void lines.push(text) : console.log(text));
  print(`\n── ${level.name}: ${level.says}`);
  /** @type {Counts} */
  let counts;
  try {
    counts = await level.work(options, print);
  } catch (error) {
    printError(error);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  const took = performance.now() - startedAt;
  print(`${counts.failed > 0 ? '✖' : '✔'} ${level.name}: ${sum(counts)} (${seconds(took)})`);
  if (buffered) console.log(lines.join('\n'));
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
    // Conformance tests talk to the gateway that is shipped.
    if (level !== 'unit') await buildProducts();
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
    await step('Build', async () => {
      await buildProducts();
      await buildTests('integration');
    });
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
    await step('Build', async () => {
      await buildProducts();
      await buildTests('page');
    });
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
    await step('Build', async () => {
      await buildProducts();
      await buildTests('e2e');
    });
    return await endToEnd(options);
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
