// The licences of everything that was bundled: MIT and BSD ask that they travel with the code.
// @ts-check
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes the licence texts of the packages that went into bundles. Throws when a package has none: then a user
 * has to look.
 * @param {readonly import('esbuild').Metafile[]} metafiles of the builds
 * @param {string} file where to write
 */
export async function writeNotices(metafiles, file) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(
    // Also of one that another package has for itself, below that.
    inputs.flatMap(input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const notices = await Promise.all([...folders].map(notice));
  const head = 'Codex Spark Live contains code of the following packages.\n';
  await writeFile(file, [head, ...notices.sort()].join(`\n${separator}\n\n`));
}

const separator = '-'.repeat(80);

/**
 * @param {string} text of the notices
 * @returns {string[]} the packages in them, each as `name@version`
 */
export function packagesIn(text) {
  return text
    .split(`${separator}\n\n`)
    .flatMap(part => /^(\S+) (\d\S*) \([^)\n]*\)\n\n/.exec(part)?.slice(1, 3).join('@') ?? []);
}

/** @param {string} folder of a package */
async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const text = (await readdir(folder)).find(entry => /^licen[cs]e\b/i.test(entry));
  if (text === undefined) throw new Error(`${name} ships no licence text; look at it before it is bundled.`);
  return `${name} ${version} (${license})\n\n${(await readFile(path.join(folder, text), 'utf8')).trim()}\n`;
}
