// @ts-check
// The compiled suite out/test/e2e, in Node: a browser types into VS Code, the DOM is read.
import { rm } from 'node:fs/promises';
import { ensureBrowser } from '../host/browser.mjs';
import { e2eFacts } from '../host/e2eFacts.mjs';
import { ensureServerHost } from '../host/serverInstall.mjs';
import { patientSettings, startServerHost } from '../host/server.mjs';
import { runMocha } from '../lib/mocha.mjs';
import { inCache, inRoot, root } from '../lib/paths.mjs';

/** Another extension that suggests, where a test wants one. */
const rival = inRoot('test', 'support', 'rival');

/** A test opens a window of its own, which takes some seconds. In ms. */
const testTimeout = 90_000;

/**
 * @param {{ grep?: string | undefined }} [options]
 * @returns {Promise<import('../lib/mocha.mjs').Counts>}
 */
export async function endToEnd({ grep } = {}) {
  const browser = await ensureBrowser();
  await ensureServerHost();
  const host = await startServerHost({ label: 'e2e', extension: [root, rival], settings: patientSettings });
  try {
    await rm(inCache('e2e'), { recursive: true, force: true });
    return await runMocha('e2e', {
      args: [`--timeout=${testTimeout}`, ...(grep === undefined ? [] : [`--grep=${grep}`])],
      env: {
        ...process.env,
        ...e2eFacts(host, browser),
      },
    });
  } finally {
    await host.stop();
  }
}
