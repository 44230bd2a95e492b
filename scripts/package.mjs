// @ts-check
// `npm run package`: the .vsix, and what it is made of. With `-- --check` it is built twice, which must give the same bytes, and
// installed into a fresh VS Code, where it must do the main job.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkMainJob } from './check/mainJob.mjs';
import { ensureBrowser } from './host/browser.mjs';
import { ensureServerHost } from './host/serverInstall.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, printError } from './lib/failure.mjs';
import { readFlags } from './lib/flags.mjs';
import { packageProblem } from './lib/packedFiles.mjs';
import { baseOf, packedReadme, relativeTargets } from './lib/packedReadme.mjs';
import { inCache, inRoot, root, shown } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { mustRun, npmCommand } from './lib/run.mjs';
import { sbomOf } from './lib/sbom.mjs';
import { zipEntry, zipNames } from './lib/zipEntry.mjs';
import { packagesIn } from './notices.mjs';

/** Fetched when used: it brings 200 packages that nothing else here needs. */
const vsce = '@vscode/vsce@3.9.2';

const file = inRoot('codex-spark-live.vsix');

/** What is in it, as CycloneDX. */
const sbom = inRoot('codex-spark-live.cdx.json');

/** The same sources make the same bytes: no time of the day in the archive, and one order of its files. */
const reproducible = { SOURCE_DATE_EPOCH: '315532800', TZ: 'UTC', LC_ALL: 'C' };

const help = `npm run package             makes codex-spark-live.vsix, and codex-spark-live.cdx.json (what it is made of)
npm run package -- --check  makes it twice, and installs it into a fresh VS Code (server), where it must do the main job`;

async function main() {
  const flags = readFlags(
    { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    'npm run package',
  );
  if (flags.help) return console.log(help);
  await ensureDependencies();
  console.log((await step('Package', makePackage)).text);
  checkReadme();
  const problem = packageProblem(zipNames(readFileSync(file)), {
    package: statSync(file).size,
    atOnce: statSync(inRoot('dist', 'extension.js')).size,
  });
  if (problem !== undefined) throw new Failure(problem, 'See .vscodeignore and scripts/lib/packedFiles.mjs.');
  await step('Say what is in it', writeSbom);
  const size = (statSync(file).size / 1024).toFixed(0);
  console.log(`${shown(file)}: ${size} KB. Install it: code --install-extension ${shown(file)}`);
  if (!flags.check) return;
  await step('Make it again', checkTwice);
  await ensureServerHost();
  await ensureBrowser();
  await step('Install it into a fresh VS Code and do the main job there', () => checkMainJob({ vsix: file }));
}

/** @returns {Promise<{ text: string }>} what vsce said */
async function makePackage() {
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
  const env = { ...process.env, ...reproducible };
  return { text: (await mustRun(...npmCommand(args), { cwd: root, env })).replace(/^npm warn.*\n/gm, '') };
}

/** @returns {Promise<string>} what to say about it */
async function writeSbom() {
  const said = await mustRun(...npmCommand(['sbom', '--sbom-format', 'cyclonedx']), { cwd: root });
  const bom = sbomOf(
    JSON.parse(said.slice(said.indexOf('{'))),
    packagesIn(readFileSync(inRoot('dist', 'NOTICES.txt'), 'utf8')),
    'codex-spark-live',
  );
  await writeFile(sbom, `${JSON.stringify(bom, undefined, 2)}\n`);
  return `${bom.components.length} packages, in ${shown(sbom)}`;
}

/** @returns {Promise<string>} what to say about it */
async function checkTwice() {
  const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex');
  const first = hash();
  await makePackage();
  if (hash() !== first) throw new Failure('Made twice from the same sources, the package is not the same.');
  return `the same bytes, sha256 ${first}`;
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

try {
  await main();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
