// @ts-check
// The compiled suite out/test/page, in Node: a browser shows the pages of webviews, without a VS Code around them.
import { rm } from 'node:fs/promises';
import { ensureBrowser } from '../host/browser.mjs';
import { runMocha } from '../lib/mocha.mjs';
import { inCache } from '../lib/paths.mjs';

/**
 * @param {{ grep?: string | undefined }} [options]
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function pages({ grep } = {}) {
  const browser = await ensureBrowser();
  await rm(inCache('page'), { recursive: true, force: true });
  return await runMocha('page', {
    args: grep === undefined ? [] : [`--grep=${grep}`],
    env: { ...process.env, CHROMIUM_PATH: browser },
  });
}
