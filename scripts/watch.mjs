// @ts-check
// `npm run watch:unit`: runs again the unit tests whose sources change, until Ctrl+C. With test files or folders of
// test/ those are run at once, and only they are watched. Other arguments go to mocha.
import { existsSync, watch } from 'node:fs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { messageOf, printError } from './lib/failure.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { SourcesOfTests } from './lib/sourcesOfTests.mjs';
import { readTestArguments } from './lib/testArguments.mjs';
import { testBundles } from './lib/testBundles.mjs';

/** An editor that saves several files does so within this, in ms. */
const settleMs = 50;

const sources = new SourcesOfTests();
/** @type {string[]} */
let mochaArgs = [];
/** What changed and was not looked at yet. @type {Set<string>} */
let changed = new Set();
let busy = false;

/** Runs what the changes concern, then what changed meanwhile. */
async function runChanged() {
  if (busy) return;
  busy = true;
  while (changed.size > 0) {
    const tests = sources.testsOf(changed).filter(test => existsSync(inRoot(test)));
    changed = new Set();
    await runNow(tests);
  }
  busy = false;
}

/** @param {readonly string[]} tests */
async function runNow(tests) {
  if (tests.length === 0) return;
  console.log(`\n── ${tests.length === 1 ? tests[0] : `${tests.length} test files`}`);
  try {
    const { runSome } = await import('./lib/someTests.mjs');
    const { metafile } = await runSome(tests, mochaArgs);
    if (metafile) sources.learn(metafile);
  } catch (error) {
    // A mistake in a source, which esbuild has shown; the next save may mend it.
    console.log(`✖ ${messageOf(error).split('\n')[0] ?? ''}`);
  }
}

try {
  const { files, rest } = readTestArguments(process.argv.slice(2));
  await ensureDependencies();
  mochaArgs = rest;
  sources.only = files.length > 0 ? new Set(files) : undefined;
  const entries = files.length > 0 ? files : ['test/unit/**/*.test.ts'];
  const { build } = await import('esbuild'); // Not before the dependencies are there.
  const { metafile } = await build({ ...testBundles(entries), absWorkingDir: root, write: false });
  if (metafile) sources.learn(metafile);
  /** @type {NodeJS.Timeout | undefined} */
  let settled;
  for (const folder of ['src', 'test', 'bench', 'scripts']) {
    watch(inRoot(folder), { recursive: true }, (_, name) => {
      if (name === null) return;
      changed.add(`${folder}/${name.replaceAll('\\', '/')}`);
      clearTimeout(settled);
      settled = setTimeout(() => void runChanged(), settleMs);
    });
  }
  console.log(`Watching the sources of ${sources.count} test files. Ctrl+C ends it.`);
  changed = new Set(files);
  await runChanged();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
