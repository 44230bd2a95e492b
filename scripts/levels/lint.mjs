// @ts-check
import { binOf, check } from '../lib/tools.mjs';

/**
 * Style, likely mistakes and the layers. Counts as one check.
 * @param {(text: string) => void} [print]
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function lint(print = console.log) {
  const verdicts = await Promise.all([
    check(print, 'eslint', binOf('eslint'), ['.']),
    (async () => [
      await check(print, 'layers (dependency-cruiser)', binOf('dependency-cruiser', 'depcruise'), [
        'src',
        '--config=.dependency-cruiser.cjs',
        '--output-type=err-long',
      ]),
      await check(print, 'prettier (npm run format mends it)', binOf('prettier'), [
        '--check',
        '--log-level=warn',
        '.',
      ]),
    ])(),
  ]);
  const content = verdicts.flat().every(Boolean);
  return { passed: content ? 1 : 0, failed: content ? 0 : 1, skipped: 0 };
}
