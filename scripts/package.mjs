// @ts-check
// `npm run package`: the .vsix. With `-- --check` it is also installed into a fresh VS Code and activated there.
import { readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from './host/browser.mjs';
import { activationTime, readExtensionLogs } from './host/extensionLog.mjs';
import { startServerHost } from './host/server.mjs';
import { workbenchUrl } from './host/workbenchUrl.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, printError } from './lib/failure.mjs';
import { readFlags } from './lib/flags.mjs';
import { baseOf, packedReadme, relativeTargets } from './lib/packedReadme.mjs';
import { inCache, inRoot, root, shown } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { mustRun, npmCommand } from './lib/run.mjs';
import { freshWorkspace } from './lib/workspace.mjs';
import { zipEntry } from './lib/zipEntry.mjs';

/** Fetched when used: it brings 200 packages that nothing else here needs. */
const vsce = '@vscode/vsce@3.9.2';

const file = inRoot('codex-spark-live.vsix');

/** In bytes. */
const sizeLimit = 5 * 1024 * 1024;

const help = `npm run package             makes codex-spark-live.vsix
npm run package -- --check  and installs it into a fresh VS Code (server), where it must activate`;

async function main() {
  const flags = readFlags(
    { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    'npm run package',
  );
  if (flags.help) return console.log(help);
  await ensureDependencies();
  const output = await step('Package', async () => {
    // The dependencies are bundled, none is packed. vsce builds by itself (vscode:prepublish).
    const args = [
      'exec',
      '--yes',
      '--',
      vsce,
      'package',
      '--no-dependencies',
      '--no-rewrite-relative-links',
      '--readme-path',
      path.relative(root, await writeReadme()).replaceAll(path.sep, '/'),
      '--out',
      file,
    ];
    return { text: await mustRun(...npmCommand(args), { cwd: root }) };
  });
  console.log(output.text.replace(/^npm warn.*\n/gm, ''));
  checkReadme();
  const { size } = statSync(file);
  if (size > sizeLimit) {
    throw new Failure(`${shown(file)} has ${size} bytes, more than 5 MB.`, 'See .vscodeignore.');
  }
  console.log(
    `${shown(file)}: ${(size / 1024).toFixed(0)} KB. Install it: code --install-extension ${shown(file)}`,
  );
  if (flags.check) await step('Install it into a fresh VS Code and activate it', checkPackage);
}

/** @returns {Promise<string>} the README that is packed */
async function writeReadme() {
  const target = inCache('packed', 'README.md');
  const { repository } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, packedReadme(readFileSync(inRoot('README.md'), 'utf8'), baseOf(repository)));
  return target;
}

/** What is in the package counts, not what was meant to be. */
function checkReadme() {
  const packed = zipEntry(readFileSync(file), 'extension/readme.md')?.toString('utf8') ?? '';
  const [target] = packed === '' ? ['(there is none)'] : relativeTargets(packed);
  if (target !== undefined) {
    throw new Failure(
      `The README in ${shown(file)} needs a file that is not beside it: ${target}`,
      'See scripts/lib/packedReadme.mjs.',
    );
  }
}

/** @returns {Promise<string>} what to say about it */
async function checkPackage() {
  const host = await startServerHost({ label: 'package', vsix: file });
  try {
    const browser = await launchBrowser();
    try {
      const { until, VsCodePage } = await import('./host/vscodePage.mjs');
      await VsCodePage.open(browser, workbenchUrl(host, { folder: await freshWorkspace('package') }));
      const time = await until(
        async () => activationTime((await readExtensionLogs(host.logs)).at(-1)?.text ?? ''),
        found => found !== undefined,
        60_000,
        () => 'the installed extension was not active',
      );
      return `active after ${time} ms of its own`;
    } finally {
      await browser.close();
    }
  } finally {
    await host.stop();
  }
}

try {
  await main();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
