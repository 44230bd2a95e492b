import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/host/launchChromium.mjs';

declare global {
  /** The browser of the run. Each test file is a bundle of its own, so only the process can hold what they share. */
  var codexSparkPageBrowser: Promise<Browser> | undefined;
}

after(async () => {
  const browser = globalThis.codexSparkPageBrowser;
  globalThis.codexSparkPageBrowser = undefined;
  await (await browser)?.close();
});

/**
 * The browser of the run. It is started for whoever asks first and closed when all tests have run: nobody else closes it.
 * A page of it has a profile of its own.
 * @throws when the tests were not started by `npm test`, which finds or installs one
 */
export function pageBrowser(): Promise<Browser> {
  return (globalThis.codexSparkPageBrowser ??= start());
}

async function start(): Promise<Browser> {
  const program = process.env['CHROMIUM_PATH'];
  if (program === undefined) {
    throw new Error('These tests need a browser. Start them with: npm test -- --only page');
  }
  return await launchChromium(program, { endOnSignal: true });
}
