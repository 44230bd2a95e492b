// @ts-check
// No import.meta here: tests bundle this file.
import { chromium } from 'playwright-core';

/**
 * Starts a Chromium without a window, quiet and offline. The caller closes it.
 * @param {string} executablePath
 */
export async function launchChromium(executablePath) {
  return await chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage', // Containers often have 64 MB of it, too little for a workbench.
    ],
    // Whoever starts it ends it, in its own order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
