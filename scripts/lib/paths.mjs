// @ts-check
// Where things are. Only this module knows how far it is from the project's root.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything downloaded or measured; ignored by git and safe to delete. */
export const cache = path.join(root, '.cache');

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** @param {string[]} parts */
export const inCache = (...parts) => path.join(cache, ...parts);

/**
 * A path as a user reads it: relative to the project when it lies inside.
 * @param {string} file
 */
export function shown(file) {
  const relative = path.relative(root, file);
  return relative.startsWith('..') ? file : relative;
}
