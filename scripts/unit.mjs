// @ts-check
// `npm run test:unit`: builds the unit tests and runs them in Node. Arguments go to mocha: -- --grep Completer
import { buildTests } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { printError } from './lib/failure.mjs';
import { withLock } from './lib/lock.mjs';
import { runMocha } from './lib/mocha.mjs';
import { inCache } from './lib/paths.mjs';

try {
  await ensureDependencies();
  const { passed, failed, skipped } = await withLock(inCache('locks', 'out-unit'), async () => {
    await buildTests('unit');
    return await runMocha('unit', { args: process.argv.slice(2) });
  });
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
