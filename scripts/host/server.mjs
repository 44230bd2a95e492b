// @ts-check
// Runs VS Code's server on loopback for as long as it is wanted.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { inCache } from '../lib/paths.mjs';
import { eachLine, indent, kill, onInterrupt, start, tail } from '../lib/run.mjs';
import { isNoise } from './noise.mjs';
import { ensureServerHost } from './serverInstall.mjs';

/** A start takes 3 to 4 s on 2 cores; a busy machine gets far more. In ms. */
const readyTimeout = 90_000;

/** Settings of every window of a host; they keep the picture calm and the machine quiet. */
const calmSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // In a browser it is on otherwise, and a tab never looks unsaved.
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @typedef {object} ServerHost
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {string} authority `127.0.0.1:PORT`, the remote authority of its URIs
 * @property {string} logs the folder below which every window's extension host logs
 * @property {number} pid of the server, the leader of its process group
 * @property {string} version of VS Code
 * @property {(settings: Readonly<Record<string, unknown>>) => Promise<void>} writeSettings sets machine settings, on
 *   top of the calm ones; windows that are open see them at once
 * @property {Promise<void>} ended resolves when the server has ended, by whatever
 * @property {() => Promise<void>} stop ends it with everything it started; its logs stay in `.cache/logs/LABEL`
 */

/**
 * Starts a server host and resolves when it answers. The caller stops it; an interrupt does so as well.
 * @param {{ label: string, env?: NodeJS.ProcessEnv }} options `label` names its folder of logs; `env` is what the
 *   extension host inherits
 * @returns {Promise<ServerHost>}
 */
export async function startServerHost({ label, env = process.env }) {
  const installation = await ensureServerHost();
  const data = await mkdtemp(path.join(os.tmpdir(), `codex-spark-${label}-`));
  const settingsFile = path.join(data, 'data', 'Machine', 'settings.json');
  const writeSettings = async (/** @type {Readonly<Record<string, unknown>>} */ settings) => {
    await mkdir(path.dirname(settingsFile), { recursive: true });
    await writeFile(settingsFile, JSON.stringify({ ...calmSettings, ...settings }, undefined, 2));
  };
  await writeSettings({});

  const port = await freePort();
  const child = start(
    installation.node,
    [
      installation.main,
      '--host=127.0.0.1',
      `--port=${port}`,
      '--without-connection-token',
      '--accept-server-license-terms',
      '--enable-smoke-test-driver', // A built VS Code reads the payload of the address only with this.
      '--disable-workspace-trust',
      '--disable-telemetry',
      `--server-data-dir=${data}`,
      `--extensions-dir=${path.join(data, 'extensions')}`,
    ],
    { env: { ...cleanEnvironment(env), NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  /** @type {Promise<void>} */
  const ended = new Promise(resolve => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) eachLine(stream, line => void (isNoise(line) || lines.push(line)));
  }

  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => (stopping ??= end());
  const forget = onInterrupt(stop);
  async function end() {
    forget();
    if (child.exitCode === null && child.signalCode === null) {
      kill(child, 'SIGTERM');
      const inTime = await Promise.race([ended.then(() => true), sleep(3_000, false, { ref: false })]);
      if (!inTime) kill(child, 'SIGKILL');
    }
    const logs = inCache('logs', label);
    await rm(logs, { recursive: true, force: true });
    if (existsSync(path.join(data, 'data', 'logs'))) {
      await cp(path.join(data, 'data', 'logs'), logs, { recursive: true }).catch(() => undefined);
    }
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  }

  const origin = `http://127.0.0.1:${port}`;
  try {
    await untilReady(origin, () => child.exitCode !== null || child.signalCode !== null);
  } catch (error) {
    console.error(indent(tail(lines.join('\n'))));
    await stop();
    throw error;
  }
  return {
    origin,
    authority: `127.0.0.1:${port}`,
    logs: path.join(data, 'data', 'logs'),
    pid: child.pid ?? 0,
    version: installation.version,
    ended,
    writeSettings,
    stop,
  };
}

/**
 * The address of a window with a folder, an extension under development, and perhaps a test suite.
 * @param {Pick<ServerHost, 'origin' | 'authority'>} host
 * @param {{ folder: string, extension?: string, tests?: string, file?: string }} what absolute paths; `tests` is a
 *   compiled module whose `run()` is called in the extension host, `file` is opened at once
 */
export function workbenchUrl(host, { folder, extension, tests, file }) {
  const remote = (/** @type {string} */ target) => `vscode-remote://${host.authority}${uriPath(target)}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(file ? [['openFile', remote(file)]] : []),
    ['skipWelcome', 'true'],
  ];
  return (
    `${host.origin}/?folder=${encodeURIComponent(uriPath(folder))}` +
    `&payload=${encodeURIComponent(JSON.stringify(payload))}`
  );
}

/** @param {string} file */
function uriPath(file) {
  const slashed = file.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

/**
 * What the extension host shall not inherit: variables of a VS Code whose terminal this was started from.
 * @param {NodeJS.ProcessEnv} env
 */
function cleanEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/.test(name)));
}

/** @returns {Promise<number>} a port of the loopback interface that nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {string} origin
 * @param {() => boolean} hasEnded
 */
async function untilReady(origin, hasEnded) {
  const deadline = Date.now() + readyTimeout;
  while (Date.now() < deadline) {
    if (hasEnded()) {
      throw new Failure(
        'VS Code (server) ended while starting.',
        `Its last lines are above. To install it anew: delete ${inCache('vscode-host')} and start again.`,
      );
    }
    const answer = await fetch(origin, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Failure(`VS Code (server) did not answer at ${origin} within ${readyTimeout / 1000} s.`);
}
