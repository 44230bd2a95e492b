// @ts-check
// `npm run screenshots`: the pictures of the README, from the real editor with recorded answers.
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from './host/browser.mjs';
import { patientSettings, startServerHost } from './host/server.mjs';
import { workbenchUrl } from './host/workbenchUrl.mjs';
import { buildProducts } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, printError } from './lib/failure.mjs';
import { readFlags } from './lib/flags.mjs';
import { inCache, inRoot, root, shown } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';

const help = `npm run screenshots                      makes the pictures of the README anew, in media/
npm run screenshots -- --only rewrite    only those whose name holds the word
npm run screenshots -- --theme dark      only the light or the dark ones`;

/** In bytes: a page with all of them has to open on a slow line too. */
const sizeLimit = 2 * 1024 * 1024;

/** As fast as many models on one's own machine; every figure elsewhere says its own speed. */
const tokensPerSecond = 40;

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

/** For those who want nothing to move there is one picture of each. */
const stillTheme = 'dark';

/** The folder's name is in the title of the window. */
const folderName = 'shop';

/** Nothing on screen but what the picture is about. */
const settings = {
  ...patientSettings,
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  // The line that is typed stands in the middle, with room for what comes below it.
  'editor.cursorSurroundingLines': 11,
  'editor.fontSize': 15,
  'editor.lightbulb.enabled': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.stickyScroll.enabled': false,
  'problems.visibility': false,
  'typescript.validate.enable': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
};

const size = { width: 960, height: 560 };

async function main() {
  const flags = readFlags(
    { only: { type: 'string' }, theme: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    'npm run screenshots',
  );
  if (flags.help) return console.log(help);
  await ensureDependencies();
  await step('Build', buildProducts);
  // These need the dependencies.
  const { scenes } = await import('./pictures/scenes.mjs');
  const wanted = scenes.filter(({ name }) => name.includes(flags.only ?? ''));
  const wantedThemes = Object.entries(themes).filter(([name]) => name.includes(flags.theme ?? ''));
  if (wanted.length === 0 || wantedThemes.length === 0) throw new Failure('There is no such picture.', help);
  const browser = await launchBrowser();
  try {
    for (const [theme, themeName] of wantedThemes) {
      for (const scene of wanted) {
        await step(`${scene.name}, ${theme}`, () => record(browser, scene, theme, themeName));
      }
    }
  } finally {
    await browser.close();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('./pictures/scenes.mjs').Scene} scene
 * @param {string} theme as in the name of the file
 * @param {string} themeName as VS Code calls it
 * @returns {Promise<string>} what to say about it
 */
async function record(browser, scene, theme, themeName) {
  const { develop, Film } = await import('./pictures/film.mjs');
  const { answers } = await import('./pictures/recordings.mjs');
  const { startReplay } = await import('./pictures/replay.mjs');
  const { VsCodePage } = await import('./host/vscodePage.mjs');
  const place = await mkdtemp(path.join(os.tmpdir(), 'codex-spark-pictures-'));
  const folder = path.join(place, folderName);
  await cp(inRoot('samples', 'workspace'), folder, { recursive: true });
  const replay = await startReplay({ folder: place, answers, tokensPerSecond });
  const host = await startServerHost({
    label: 'pictures',
    extension: root,
    settings: { ...settings, ...replay.settings, 'workbench.colorTheme': themeName },
  });
  try {
    const vscode = await VsCodePage.open(browser, workbenchUrl(host, { folder }));
    await vscode.page.setViewportSize(size);
    await vscode.runCommand('View: Close Primary Side Bar');
    await vscode.runCommand('View: Toggle Status Bar Visibility');
    await scene.prepare(vscode, folder);
    const film = await Film.start(vscode.page);
    const failed = inCache('pictures', `failed-${scene.name}-${theme}.png`);
    try {
      await scene.play(vscode, async () => {
        if (theme === stillTheme) await vscode.screenshot(inRoot('media', `${scene.name}.png`));
      });
    } catch (error) {
      await vscode.screenshot(failed);
      console.log(`  What was on screen: ${shown(failed)}`);
      throw error;
    }
    const picture = await develop(browser, await film.stop());
    await vscode.close();
    const file = inRoot('media', `${scene.name}-${theme}.webp`);
    if (picture.length > sizeLimit)
      throw new Failure(`${shown(file)} would have ${picture.length} bytes.`, 'Make it shorter.');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, picture);
    return `${shown(file)}, ${Math.round((await stat(file)).size / 1024)} KB`;
  } finally {
    await host.stop();
    replay.stop();
    await rm(place, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
