// @ts-check
// `npm start`: sets up what is missing and opens a real VS Code with the extension and a sample workspace.
import path from 'node:path';
import { checkMainJob } from './check/mainJob.mjs';
import { ensureBrowser } from './host/browser.mjs';
import { chooseHost } from './host/choose.mjs';
import { desktopFlags, desktopProgram } from './host/desktop.mjs';
import { startServerHost } from './host/server.mjs';
import { ensureServerHost } from './host/serverInstall.mjs';
import { workbenchUrl } from './host/workbenchUrl.mjs';
import { buildProducts } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { printError } from './lib/failure.mjs';
import { readFlags } from './lib/flags.mjs';
import { root, shown } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { onInterrupt, run } from './lib/run.mjs';
import { freshWorkspace } from './lib/workspace.mjs';

const help = `npm start             opens a real VS Code with the extension and a copy of samples/workspace
npm start -- --check  does the main job once without a user: types, waits for ghost text, accepts it

Environment: CODEX_SPARK_HOST=desktop|server   which VS Code (default: desktop where it can be had)
             CHROMIUM_PATH                     the Chromium, Chrome or Edge that --check uses`;

async function main() {
  const flags = readFlags({ check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }, 'npm start');
  if (flags.help) return console.log(help);
  await ensureDependencies();
  await step('Build', buildProducts);
  if (flags.check) {
    await ensureServerHost();
    await ensureBrowser();
    console.log('\nThe main job, once:');
    await checkMainJob();
    return console.log('\n✔ Ghost text was shown while typing, and Tab inserted it.');
  }
  const host = await chooseHost({ orInstalled: true });
  const folder = await freshWorkspace('start', {
    'workbench.editorAssociations': { '*.md': 'vscode.markdown.preview.editor' },
  });
  if (host.kind === 'desktop') await openDesktop(host.source, folder);
  else await openServer(host.reason, folder);
}

/**
 * @param {import('./host/desktop.mjs').DesktopSource} source
 * @param {string} folder
 */
async function openDesktop(source, folder) {
  const program = await step('Get VS Code', () => desktopProgram(source));
  console.log(`\nVS Code opens with ${shown(folder)}. Try what its README.md says. Ctrl+C here closes it.`);
  await run(program, [
    `--extensionDevelopmentPath=${root}`,
    '--new-window',
    '--wait',
    ...desktopFlags(),
    folder,
  ]);
}

/**
 * @param {string} reason why it is not the desktop
 * @param {string} folder
 */
async function openServer(reason, folder) {
  console.log(`The VS Code server from npm is used, because ${reason}.`);
  await ensureServerHost();
  const host = await step(
    'Start VS Code',
    async () => await startServerHost({ label: 'start', extension: root }),
  );
  console.log(`
VS Code ${host.version} runs with the extension. Open this address in a browser on this machine:

  ${workbenchUrl(host, { folder, file: path.join(folder, 'README.md') })}

It shows ${shown(folder)}, a copy of samples/workspace; its README.md says what to try.
Ctrl+C ends it.`);
  await new Promise(resolve => {
    // The server's own end wakes us; an interrupt leaves through its clean-up.
    host.ended.then(resolve, resolve);
    onInterrupt(async () => console.log('\nEnding VS Code.'));
  });
}

try {
  await main();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
