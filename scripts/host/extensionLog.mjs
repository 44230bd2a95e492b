// @ts-check
// Reads what the extension wrote to its log channel, one file per window.
// No import.meta here: tests bundle this file.
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const channel = 'Codex Spark Live.log';

/**
 * @typedef {{ file: string, text: string }} WindowLog
 */

/**
 * The extension's log of every window so far, oldest window first.
 * @param {string} logs the host's folder of logs
 * @returns {Promise<WindowLog[]>}
 */
export async function readExtensionLogs(logs) {
  if (!existsSync(logs)) return [];
  const files = (await readdir(logs, { recursive: true }))
    .filter(file => path.basename(file) === channel)
    .map(file => path.join(logs, file));
  const dated = await Promise.all(
    files.map(async file => ({
      file,
      born: (await stat(file)).birthtimeMs,
      text: await readFile(file, 'utf8'),
    })),
  );
  return dated.sort((a, b) => a.born - b.born).map(({ file, text }) => ({ file, text }));
}

/**
 * How long the extension took to activate, as it says itself. In ms.
 * @param {string} text a window's log
 * @returns {number | undefined}
 */
export function activationTime(text) {
  const found = /activated in (\d+(?:\.\d+)?) ms/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/**
 * The process ids of the gateways a window started, oldest first.
 * @param {string} text a window's log
 * @returns {number[]}
 */
export function gatewayPids(text) {
  return [...text.matchAll(/gateway started pid=(\d+)/g)].map(([, pid]) => Number(pid));
}
