import type { Browser } from 'playwright-core';
import { type E2eHost, openBrowser } from './e2eHost';
import { E2eWindow } from './e2eWindow';
import { isSilence } from './keeper';
import { screenLines } from './screenText';

/** What all test files of a run share. Each file is a bundle of its own, so only the process can hold it. */
interface Desk {
  browser?: Promise<Browser>;
  window?: E2eWindow;
  /** A test has failed: nobody knows what the window is like. */
  isSpoilt: boolean;
}

declare global {
  var codexSparkDesk: Desk | undefined;
}

const desk: Desk = (globalThis.codexSparkDesk ??= { isSpoilt: false });

afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  desk.isSpoilt = true;
  if (desk.window) await tellScreen(desk.window);
});
after(async () => {
  await clear();
  const { browser } = desk;
  delete desk.browser;
  await (await browser)?.close();
});

/** The browser of the run. It is closed at its end. */
export function sharedBrowser(host: E2eHost): Promise<Browser> {
  return (desk.browser ??= openBrowser(host));
}

/**
 * The window of the run as if it had just opened, for a test that does not need one of its own. It is another one
 * after a test has failed, or when VS Code has stopped to answer in it. Nobody closes it.
 *
 * @throws when it cannot be brought back to how it was
 */
export async function freshWindow(host: E2eHost): Promise<E2eWindow> {
  if (desk.isSpoilt) await clear();
  if (desk.window) {
    desk.isSpoilt = true;
    await reset(desk.window);
  }
  if (!desk.window) {
    desk.window = await E2eWindow.open(host, await sharedBrowser(host));
    await desk.window.readyToShare();
  }
  desk.isSpoilt = false;
  return desk.window;
}

/** Brings a window back to how it was, or closes it where VS Code does not answer in it any more: that is no fault of ours. */
async function reset(window: E2eWindow): Promise<void> {
  try {
    await window.reset();
  } catch (error) {
    if (!isSilence(error)) throw error;
    console.log(`      ${error.message} Another window is opened.`);
    await clear();
  }
}

/** Where tests run for everybody, nobody keeps their pictures: the output says what was on screen. */
async function tellScreen({ vscode }: E2eWindow): Promise<void> {
  try {
    console.log((await screenLines(vscode)).map(line => `      ${line}`).join('\n'));
  } catch (error) {
    console.log(`      Nothing can be said of the screen: ${String(error)}`);
  }
}

async function clear(): Promise<void> {
  const { window } = desk;
  delete desk.window;
  desk.isSpoilt = false;
  await window?.close();
}
