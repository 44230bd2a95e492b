// @ts-check
import { lintExceptions } from '../lib/lintExceptions.mjs';
import { root } from '../lib/paths.mjs';
import { binOf, check } from '../lib/tools.mjs';

/**
 * Style, likely mistakes, the layers, and what nobody uses. Counts as one check.
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function lint() {
  // Two lanes: oxlint computes on every core while it has its types, the others are one process after the other.
  const verdicts = await Promise.all([
    check('oxlint', binOf('oxlint'), []),
    noExceptions(),
    (async () => [
      await check('layers (dependency-cruiser)', binOf('dependency-cruiser', 'depcruise'), [
        'src',
        'bench',
        'test',
        '--config=.dependency-cruiser.cjs',
        '--output-type=err-long',
      ]),
      await check('unused files, exports and dependencies (knip)', binOf('knip'), [
        '--no-progress',
        '--treat-config-hints-as-errors',
      ]),
      await check('what only tests use (knip)', binOf('knip'), [
        '--no-progress',
        '--production',
        '--include=files,exports',
        '--config=knip.shipped.json',
      ]),
      await check('prettier (npm run format mends it)', binOf('prettier'), [
        '--check',
        '--log-level=warn',
        ...prettierCache,
        '.',
      ]),
    ])(),
  ]);
  const content = verdicts.flat().every(Boolean);
  return { passed: content ? 1 : 0, failed: content ? 0 : 1, skipped: 0 };
}

/** It looks again at files whose content changed, whatever git did to their times. */
const prettierCache = ['--cache', '--cache-strategy=content', '--cache-location=.cache/prettier.json'];

/**
 * What is shipped keeps every rule: a rule that is wrong there is changed for all, in .oxlintrc.json.
 */
async function noExceptions() {
  const found = await lintExceptions(root);
  for (const place of found) console.log(`  ✖ ${place}: src/ has no comments that switch rules off`);
  return found.length === 0;
}
