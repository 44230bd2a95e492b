// @ts-check
// Child processes with an owner: quiet while all is well, the tail of their output when not, ended with us.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';

/** Lines of output shown when a command fails. */
const tailLines = 40;

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

/** @type {Set<() => Promise<void>>} */
const cleanUps = new Set();

let ending = false;

/**
 * Registers work to be done when the run is interrupted (Ctrl+C, SIGTERM, a closed terminal). The returned
 * function takes it back.
 * @param {() => Promise<void>} cleanUp
 * @returns {() => void}
 */
export function onInterrupt(cleanUp) {
  cleanUps.add(cleanUp);
  return () => cleanUps.delete(cleanUp);
}

/**
 * Ends a child and, where it leads a process group, everything it started.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function kill(child, signal = 'SIGTERM') {
  if (child.pid === undefined) return;
  try {
    if (child.spawnargs.length > 0 && groups.has(child)) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended already.
  }
}

/** @type {WeakSet<import('node:child_process').ChildProcess>} */
const groups = new WeakSet();

/**
 * Starts a process in a group of its own, so that ending it ends its children too, and remembers it until it ends.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 */
export function start(command, args, options = {}) {
  const ownGroup = process.platform !== 'win32';
  const child = spawn(command, args, { ...options, detached: ownGroup, windowsHide: true });
  if (ownGroup) groups.add(child);
  alive.add(child);
  child.once('close', () => alive.delete(child));
  child.once('error', () => alive.delete(child));
  return child;
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{
 *   cwd?: string,
 *   env?: NodeJS.ProcessEnv,
 *   onLine?: (line: string) => void,
 *   signal?: AbortSignal,
 * }} [options] `onLine` gets every line of both outputs; `signal` ends it
 * @returns {Promise<{ code: number, output: string }>} rejects only when the command cannot be started
 */
export async function run(command, args, { onLine, signal, ...options } = {}) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    eachLine(stream, line => {
      lines.push(line);
      onLine?.(line);
    });
  }
  return await new Promise((resolve, reject) => {
    const stop = () => kill(child, 'SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', error => {
      signal?.removeEventListener('abort', stop);
      reject(new Failure(`\`${command}\` could not be started: ${error.message}`));
    });
    child.once('close', (code, killedBy) => {
      signal?.removeEventListener('abort', stop);
      resolve({ code: code ?? (killedBy === null ? 1 : 128), output: lines.join('\n') });
    });
  });
}

/**
 * Runs a command that must succeed; its output is shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2] & { remedy?: string }} [options]
 * @returns {Promise<string>} its output
 */
export async function mustRun(command, args, { remedy, ...options } = {}) {
  const { code, output } = await run(command, args, options);
  if (code === 0) return output;
  console.error(indent(tail(output)));
  throw new Failure(`\`${shownCommand(command, args)}\` failed with code ${code}.`, remedy);
}

/**
 * npm of the Node that runs this script, without a shell where that is possible.
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function npmCommand(args) {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js') && /npm-cli\.js$/.test(cli)) return [process.execPath, [cli, ...args]];
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', 'npm', ...args]] : ['npm', [...args]];
}

/** @param {string} output */
export const tail = output => output.split('\n').slice(-tailLines).join('\n');

/** @param {string} text */
export const indent = text => text.replace(/^/gm, '    ');

/**
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} onLine
 */
export function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
const shownCommand = (command, args) => [command, ...args].join(' ').slice(0, 200);

/** @param {NodeJS.Signals} signal */
async function interrupted(signal) {
  if (ending) return;
  ending = true;
  // A clean-up that hangs must not keep the terminal.
  setTimeout(() => process.exit(130), 10_000).unref();
  await Promise.allSettled([...cleanUps].map(cleanUp => cleanUp()));
  for (const child of alive) kill(child);
  // They have children of their own to end, such as a browser.
  for (let waited = 0; alive.size > 0 && waited < 3_000; waited += 50) await sleep(50);
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void interrupted(signal));
}
process.on('exit', () => {
  for (const child of alive) kill(child, 'SIGKILL');
});
