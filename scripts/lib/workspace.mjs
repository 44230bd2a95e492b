// @ts-check
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inCache, inRoot } from './paths.mjs';

/**
 * A fresh copy of the sample workspace, so that what is tried there never changes the original.
 * @param {string} name of its folder in the cache
 * @param {Readonly<Record<string, unknown>>} [settings] written to the copy's .vscode/settings.json
 * @returns {Promise<string>} its path
 */
export async function freshWorkspace(name, settings) {
  const folder = inCache('workspaces', name);
  await rm(folder, { recursive: true, force: true });
  await cp(inRoot('samples', 'workspace'), folder, { recursive: true });
  if (settings) {
    await mkdir(path.join(folder, '.vscode'), { recursive: true });
    await writeFile(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings, undefined, 2));
  }
  return folder;
}
