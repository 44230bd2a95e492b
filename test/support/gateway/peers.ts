import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Software by others that tests run against. Pinned, installed on demand, never a dependency of the project. */
interface Peer {
  /** Folder name in the cache; holds the versions, so that a new pin is a new folder. */
  readonly folder: string;
  readonly packages: readonly string[];
}

const codexVersion = '0.171.0';
const openaiVersion = '7.59.0';
const wsVersion = '8.23.0';
const nodeVersion = '24.9.0';
const agentsVersion = '0.20.0';
const piVersion = '1.6.0';
const aiVersion = '7.0.173';
const aiCompatibleVersion = '3.0.92';
const aiOpenaiVersion = '4.0.118';
const opencodexVersion = '2.63.0';

/** Oldest Node that the `openai` package takes. */
const openaiNeedsNode = 22;

/** The cache that git ignores; tests run with the project's root as working directory. */
const cache = path.resolve('.cache', 'peers');

/** Longest installation: after that another process that holds the lock is taken for dead. */
const lockLifetimeMs = 10 * 60_000;

/** The script that starts the Codex command line. */
export async function codexScript(): Promise<string> {
  const folder = await installed({
    folder: `codex-${codexVersion}`,
    packages: [`@openai/codex@${codexVersion}`],
  });
  return path.join(folder, 'node_modules', '@openai', 'codex', 'bin', 'codex.js');
}

/** A folder in which `openai` and `ws` can be imported. */
export function openaiFolder(): Promise<string> {
  return installed({
    folder: `openai-${openaiVersion}-ws-${wsVersion}`,
    packages: [`openai@${openaiVersion}`, `ws@${wsVersion}`],
  });
}

/** A folder in which `@openai/agents`, and `openai` and `zod` beside it, can be imported. */
export function agentsFolder(): Promise<string> {
  return installed({
    folder: `agents-${agentsVersion}`,
    packages: [`@openai/agents@${agentsVersion}`, 'zod@4.6.7'],
  });
}

/** The folder in which `@earendil-works/pi-ai` is installed. */
export function piFolder(): Promise<string> {
  return installed({ folder: `pi-ai-${piVersion}`, packages: [`@earendil-works/pi-ai@${piVersion}`] });
}

/** A folder in which `ai`, `@ai-sdk/openai` and `@ai-sdk/openai-compatible`, and `zod` beside them, can be imported. */
export function aiSdkFolder(): Promise<string> {
  return installed({
    folder: `ai-${aiVersion}-openai-${aiOpenaiVersion}-compatible-${aiCompatibleVersion}`,
    packages: [
      `ai@${aiVersion}`,
      `@ai-sdk/openai@${aiOpenaiVersion}`,
      `@ai-sdk/openai-compatible@${aiCompatibleVersion}`,
      'zod@4.6.7',
    ],
  });
}

/** The folder in which `opencodex`, a server of the protocol that others wrote, is installed. */
export function opencodexFolder(): Promise<string> {
  return installed({
    folder: `opencodex-${opencodexVersion}`,
    packages: [`@bitkyc08/opencodex@${opencodexVersion}`],
  });
}

/** A Node that the `openai` package takes: this one, if it is new enough. */
export async function modernNode(): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= openaiNeedsNode) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = await installed({ folder: `node-${nodeVersion}`, packages: [`${name}@${nodeVersion}`] });
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(folder, 'node_modules', name, 'bin', binary);
}

/** Installs a peer if it is not there and returns its folder. Several processes may ask at the same time. */
async function installed({ folder, packages }: Peer): Promise<string> {
  const target = path.join(cache, folder);
  const lock = `${target}.lock`;
  await mkdir(cache, { recursive: true });
  while (!existsSync(target)) {
    if (!(await takeLock(lock))) {
      await new Promise(resolve => setTimeout(resolve, 500));
      continue;
    }
    try {
      if (!existsSync(target)) await install(target, packages);
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
  return target;
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const age = await stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > lockLifetimeMs) await rm(lock, { recursive: true, force: true });
    return false;
  }
}

/** Installs beside the target and renames, so that an installation that was cut off is never taken for one. */
async function install(target: string, packages: readonly string[]): Promise<void> {
  const building = `${target}.${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', building, ...packages];
  const npm = spawn('npm', args, {
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  npm.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const failed = once(npm, 'error').then(([error]: unknown[]) => String(error));
  const code = await Promise.race([once(npm, 'exit').then(([exit]: unknown[]) => exit), failed]);
  if (code !== 0) {
    await rm(building, { recursive: true, force: true });
    throw new Error(
      `Could not install ${packages.join(', ')} from the npm registry, which these tests run against: ` +
        `npm ended with ${String(code)}.\n${said.slice(-2000)}`,
    );
  }
  await rename(building, target);
}
