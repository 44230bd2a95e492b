// @ts-check
// Runs VS Code's server on loopback for as long as it is wanted.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { inCache } from '../lib/paths.mjs';
import { eachLine, indent, kill, mustRun, onInterrupt, start, tail } from '../lib/run.mjs';
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
 * For tests that wait for suggestions: VS Code opens its own list when none has come after 760 ms, and then shows none
 * that comes later. On a busy machine the round trip to the extension host alone takes longer.
 */
export const patientSettings = {
  // As VS Code writes it: it turns the short form into this one by itself, at any time.
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  // What happens to run on this machine is nothing to a test that is about something else.
  'codexSpark.find.onStart': false,
  // A model that a test speaks for is asked for what the test is about, and for nothing else.
  'codexSpark.nextEdit.useModel': false,
};

/**
 * @typedef {object} ServerHost
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {string} authority `127.0.0.1:PORT`, the remote authority of its URIs
 * @property {string} logs the folder below which every window's extension host logs
 * @property {string} settingsFile the machine settings; windows that are open follow it
 * @property {number} pid of the server, the leader of its process group
 * @property {string} version of VS Code
 * @property {Promise<void>} ended resolves when the server has ended, by whatever
 * @property {() => Promise<void>} stop ends it with everything it started; its logs stay in `.cache/logs/LABEL`
 */

/**
 * Starts a server host and resolves when it answers. The caller stops it; an interrupt does so as well.
 *
 * An extension can be there in two ways. Installed (`extension`) it runs as it does for a user. A test suite inside
 * the extension host needs the way by the address instead (`driver`, see `workbenchUrl`); VS Code then takes itself
 * for a smoke test, shows no messages and skips dialogs.
 * @param {{
 *   label: string,
 *   extension?: string | readonly string[],
 *   vsix?: string,
 *   driver?: boolean,
 *   env?: NodeJS.ProcessEnv,
 *   settings?: Readonly<Record<string, unknown>>,
 * }} options `label` names its folder of logs; `extension` is the folder of one to install, or several, `vsix` a
 *   packaged one; `env` is what the extension host inherits; `settings` go to the machine settings
 * @returns {Promise<ServerHost>}
 */
export async function startServerHost(options) {
  const { label, extension, vsix, driver = false, env = process.env, settings = {} } = options;
  const installation = await ensureServerHost();
  const data = await mkdtemp(path.join(os.tmpdir(), `codex-spark-${label}-`));
  const logs = path.join(data, 'data', 'logs');
  const settingsFile = path.join(data, 'data', 'Machine', 'settings.json');
  await mkdir(path.dirname(settingsFile), { recursive: true });
  await writeFile(settingsFile, JSON.stringify({ ...calmSettings, ...settings }, undefined, 2));

  const extensions = path.join(data, 'extensions');
  for (const folder of [extension ?? []].flat()) await install(folder, extensions);
  if (vsix) {
    const places = [`--server-data-dir=${data}`, `--extensions-dir=${extensions}`];
    await mustRun(installation.node, [installation.main, '--install-extension', vsix, ...places], {
      env: cleanEnvironment(env),
    });
  }

  const port = await freePort();
  const child = start(
    installation.node,
    [
      installation.main,
      '--host=127.0.0.1',
      `--port=${port}`,
      '--without-connection-token',
      '--accept-server-license-terms',
      ...(driver ? ['--enable-smoke-test-driver'] : []),
      '--disable-workspace-trust',
      '--disable-telemetry',
      `--server-data-dir=${data}`,
      `--extensions-dir=${extensions}`,
    ],
    {
      // With the last one VS Code takes the environment as it is, and does not ask a login shell for another PATH.
      env: { ...cleanEnvironment(env), NODE_OPTIONS: '', VSCODE_CLI: '1', CODEX_SPARK_LOGS: logs },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
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
    const kept = inCache('logs', label);
    await rm(kept, { recursive: true, force: true });
    if (existsSync(logs)) {
      await cp(logs, kept, { recursive: true }).catch(() => undefined);
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
    logs,
    settingsFile,
    pid: child.pid ?? 0,
    version: installation.version,
    ended,
    stop,
  };
}

/**
 * Installs an extension by a link, so that a new build is there after a reload of the window.
 * @param {string} folder the extension
 * @param {string} extensions the folder of installed ones
 */
async function install(folder, extensions) {
  /** @type {{ publisher: string, name: string, version: string }} */
  const { publisher, name, version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  await mkdir(extensions, { recursive: true });
  await symlink(folder, path.join(extensions, `${publisher}.${name}-${version}`), 'junction');
}

/**
 * What the extension host shall not inherit: variables of a VS Code whose terminal this was started from.
 * @param {NodeJS.ProcessEnv} env
 */
function cleanEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/.test(name)));
}

/** @returns {Promise<number>} a port of the loopback interface that nobody listens on */
export function freePort() {
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
