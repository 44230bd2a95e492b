// @ts-check
// `npm run test:unit`: builds the unit tests and runs them in Node. With test files or folders of test/ only those, of
// unit, conformance and page: -- test/unit/diff/hunks.test.ts. Other arguments go to mocha: -- --grep Completer
import { buildTests } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { printError } from './lib/failure.mjs';
import { withLock } from './lib/lock.mjs';
import { runMocha } from './lib/mocha.mjs';
import { inCache } from './lib/paths.mjs';
import { readTestArguments } from './lib/testArguments.mjs';

try {
  const { files, rest } = readTestArguments(process.argv.slice(2));
  await ensureDependencies();
  if (files.length > 0) {
    const { runSome } = await import('./lib/someTests.mjs');
    process.exitCode = (await runSome(files, rest)).code;
  } else {
    const { passed, failed, skipped } = await withLock(inCache('locks', 'out-unit'), async () => {
      await buildTests('unit');
      return await runMocha('unit', { args: rest });
    });
    console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    process.exitCode = failed > 0 ? 1 : 0;
  }
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
