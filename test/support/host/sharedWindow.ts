import type { Browser } from 'playwright-core';
import { e2eHost, openBrowser } from './e2eHost';
import { E2eWindow } from './e2eWindow';

/**
 * One window for all tests of the `describe` it is called in, on a file of the samples, connected; with a picture of it
 * when a test fails.
 * @param file below the sample workspace; opening it makes the session connect
 * @returns the window, from the first test on
 */
export function sharedWindow(file: string): () => E2eWindow {
  const host = e2eHost();
  let browser: Browser | undefined;
  let window: E2eWindow | undefined;

  before(async () => {
    browser = await openBrowser(host);
    window = await E2eWindow.open(host, browser);
    await window.vscode.openFile(file);
    await window.waitForLog(/socket opened/);
  });
  after(async () => {
    await window?.close();
    await browser?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window?.picture(`failed ${this.currentTest.title}`);
  });

  return () => {
    if (!window) throw new Error('The window is open from the first test on, not before.');
    return window;
  };
}
