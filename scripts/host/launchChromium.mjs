// @ts-check
// No import.meta here: tests bundle this file.
import { chromium } from 'playwright-core';

/**
 * Starts a Chromium without a window, quiet and offline. The caller closes it.
 * @param {string} executablePath
 * @param {{ endOnSignal?: boolean }} [options] whether an interrupt of this process ends it at once; otherwise it ends
 *   with this process
 */
export async function launchChromium(executablePath, { endOnSignal = false } = {}) {
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
    handleSIGINT: endOnSignal,
    handleSIGTERM: endOnSignal,
    handleSIGHUP: endOnSignal,
  });
}
