import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/host/launchChromium.mjs';

/**
 * Starts the browser of the run; whoever calls closes it.
 * @throws when the tests were not started by `npm test`, which finds or installs one
 */
export async function openPageBrowser(): Promise<Browser> {
  const program = process.env['CHROMIUM_PATH'];
  if (program === undefined) {
    throw new Error('These tests need a browser. Start them with: npm test -- --only page');
  }
  return await launchChromium(program, { endOnSignal: true });
}
