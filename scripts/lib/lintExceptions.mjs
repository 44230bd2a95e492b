// @ts-check
// No import.meta here: tests bundle this file.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The comments in src/ that would switch rules of lint off. oxlint has no option that forbids them.
 * @param {string} root the project
 * @returns {Promise<string[]>} `file:line` of each
 */
export async function lintExceptions(root) {
  const entries = await readdir(path.join(root, 'src'), { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.sort().map(async file => {
      const lines = (await readFile(file, 'utf8')).split('\n');
      const shown = path.relative(root, file).replaceAll(path.sep, '/');
      return lines.flatMap((line, at) => (line.includes('oxlint-disable') ? [`${shown}:${at + 1}`] : []));
    }),
  );
  return found.flat();
}
