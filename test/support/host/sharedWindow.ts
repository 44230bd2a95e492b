import { freshWindow } from './desk';
import { e2eHost } from './e2eHost';
import type { E2eWindow } from './e2eWindow';

/**
 * One window for all tests of the `describe` it is called in, on a file of the samples, connected; with a picture of it
 * when a test fails. It is the window of the run, as if it had just opened.
 * @param file below the sample workspace; opening it makes the session connect
 * @returns the window, from the first test on
 */
export function sharedWindow(file: string): () => E2eWindow {
  const host = e2eHost();
  let window: E2eWindow | undefined;

  before(async () => {
    window = await freshWindow(host);
    await window.vscode.openFile(file);
    await window.waitForLog(/socket opened/);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window?.picture(`failed ${this.currentTest.title}`);
  });

  return () => {
    if (!window) throw new Error('The window is open from the first test on, not before.');
    return window;
  };
}
