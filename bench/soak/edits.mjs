// @ts-check
// The random edits of the integration level, as many as one wants.
import { integration } from '../../scripts/levels/integration.mjs';
import { chooseHost } from '../../scripts/host/choose.mjs';
import { buildProducts, buildTests } from '../../scripts/lib/build.mjs';
import { inCache } from '../../scripts/lib/paths.mjs';
import { withLock } from '../../scripts/lib/lock.mjs';

/**
 * Plays random edits in a document of a real VS Code.
 * @param {string} edits how many
 * @param {string} seed which ones
 * @returns {Promise<boolean>} whether each ended as it has to
 */
export async function playEdits(edits, seed) {
  if (!(Number.isInteger(Number(edits)) && Number(edits) >= 40) || !/^\d{1,9}$/.test(seed)) {
    console.error('--edits takes a whole number from 40, --seed one of at most nine digits.');
    return false;
  }
  return await withLock(inCache('locks', 'out-integration'), async () => {
    await buildProducts();
    await buildTests('integration');
    process.env['CODEX_SPARK_EDITS'] = edits;
    process.env['CODEX_SPARK_EDITS_SEED'] = seed;
    const counts = await integration(await chooseHost(), { grep: 'random edits in a document' });
    return counts.passed > 0 && counts.failed === 0;
  });
}
