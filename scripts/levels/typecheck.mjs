// @ts-check
import { binOf, check } from '../lib/tools.mjs';

/**
 * Types of the extension, the tests and the scripts, and of the page in the webview. Counts as one check.
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function typecheck() {
  const tsc = binOf('typescript-native', 'tsc');
  let content = true;
  for (const [title, project] of [
    ['extension, gateway, tests and scripts', '.'],
    ['webview', 'src/webview/tsconfig.json'],
  ]) {
    content = (await check(`tsc: ${title}`, tsc, ['--noEmit', '-p', project ?? '.'])) && content;
  }
  return { passed: content ? 1 : 0, failed: content ? 0 : 1, skipped: 0 };
}
