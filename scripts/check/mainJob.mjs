// @ts-check
// The main job once, without a user: types into a sample file, waits for ghost text, accepts it.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../host/browser.mjs';
import { activationTime, readExtensionLogs } from '../host/extensionLog.mjs';
import { patientSettings, startServerHost } from '../host/server.mjs';
import { workbenchUrl } from '../host/workbenchUrl.mjs';
import { Failure, messageOf } from '../lib/failure.mjs';
import { inCache, root, shown } from '../lib/paths.mjs';
import { indent, tail } from '../lib/run.mjs';
import { freshWorkspace } from '../lib/workspace.mjs';
import { stopwatch } from './stopwatch.mjs';

const file = 'src/cart.ts';

/** A line of a kind that the file has three times already. */
const typed = 'export function totalDeposit(items';

/** Activation beyond this is worth a word. In ms. */
const activationLimit = 50;

/**
 * Does the main job in the VS Code server with a headless browser and prints what happened.
 * @param {{ vsix?: string }} [options] `vsix`: a packaged extension to install, instead of these sources
 * @returns {Promise<void>}
 * @throws {Failure} with the reason when a step did not do what it should
 */
export async function checkMainJob({ vsix } = {}) {
  const watch = stopwatch();
  const picture = inCache('check', 'ghost-text.png');
  await mkdir(path.dirname(picture), { recursive: true });
  const folder = await freshWorkspace('check');
  const host = await watch.lap(
    vsix ? 'extension installed, VS Code started' : 'VS Code started',
    startServerHost({
      label: 'check',
      ...(vsix ? { vsix } : { extension: root }),
      settings: patientSettings,
    }),
  );
  try {
    const browser = await watch.lap('browser started', launchBrowser());
    try {
      const { VsCodePage } = await import('../host/vscodePage.mjs');
      const window = await watch.lap('window open', VsCodePage.open(browser, workbenchUrl(host, { folder })));
      try {
        await inWindow(window, { host, folder, picture, watch });
      } catch (error) {
        await window.screenshot(picture).catch(() => undefined);
        throw await explained(error, host.logs, picture);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await host.stop();
  }
}

/**
 * @param {import('../host/vscodePage.mjs').VsCodePage} window
 * @param {{
 *   host: import('../host/server.mjs').ServerHost,
 *   folder: string,
 *   picture: string,
 *   watch: ReturnType<typeof stopwatch>,
 * }} parts
 */
async function inWindow(window, { host, folder, picture, watch }) {
  const { until } = await import('../host/vscodePage.mjs');
  await watch.lap(`${file} opened`, window.openFile(file));
  const log = async () => (await readExtensionLogs(host.logs)).at(-1)?.text ?? '';
  const activated = await watch.lap(
    'extension active',
    until(
      async () => activationTime(await log()),
      time => time !== undefined,
      30_000,
      () => 'the extension had not written to its log that it is active',
    ),
  );
  await watch.lap(
    'session connected',
    until(
      log,
      text => text.includes('socket opened'),
      30_000,
      () => 'the extension had not opened its WebSocket',
    ),
  );

  await window.goToEnd();
  await window.type('\n');
  await watch.lap(`typed ${JSON.stringify(typed)}`, window.type(typed));
  const ghost = await watch.lap('ghost text on screen', window.waitForGhostText());
  await window.screenshot(picture);
  console.log(`\n  shown after ${JSON.stringify(typed)}:\n${indent(ghost)}\n`);

  await watch.lap(
    'accepted with Tab',
    window.press('Tab').then(() => window.waitForNoGhostTextOf(ghost)),
  );
  await window.save();
  const wanted = typed + (ghost.split('\n')[0] ?? '');
  await watch.lap(
    'saved, and the file holds it',
    until(
      async () => await readFile(path.join(folder, file), 'utf8'),
      text => text.includes(wanted),
      10_000,
      text => `Tab had not inserted what was shown; the file ended in ${JSON.stringify(text.slice(-80))}`,
    ),
  );

  const sockets = (await log()).match(/socket opened/g)?.length ?? 0;
  console.log(`\n  extension's own activation: ${activated} ms (limit ${activationLimit} ms)`);
  console.log(`  WebSockets opened: ${sockets}`);
  console.log(`  picture: ${shown(picture)}`);
  if (sockets !== 1) throw new Failure(`The extension opened ${sockets} WebSockets instead of one.`);
  if ((activated ?? 0) > activationLimit) console.log('  ! slower than it should be; was the machine busy?');
}

/**
 * Adds to a failure what the user needs to find its cause.
 * @param {unknown} error
 * @param {string} logs
 * @param {string} picture
 */
async function explained(error, logs, picture) {
  const log = (await readExtensionLogs(logs)).at(-1)?.text ?? '';
  console.error(`\n  the extension's log:\n${indent(log === '' ? '(empty)' : tail(log.trimEnd()))}`);
  if (error instanceof Failure && error.remedy) return error;
  const seen = existsSync(picture) ? `Look at ${shown(picture)}; ` : '';
  return new Failure(messageOf(error), `${seen}VS Code's logs are in .cache/logs/check.`);
}
