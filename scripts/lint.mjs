// @ts-check
// `npm run lint`: style, likely mistakes, the layers, and what nobody uses.
import { lint } from './levels/lint.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { printError } from './lib/failure.mjs';

try {
  await ensureDependencies();
  const { failed } = await lint();
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
