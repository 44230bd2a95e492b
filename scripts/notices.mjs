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
  const packages = new Set(
    inputs.flatMap(input => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
  );
  const notices = await Promise.all([...packages].sort().map(notice));
  const head = 'Codex Spark Live contains code of the following packages.\n';
  await writeFile(file, [head, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}

/** @param {string} name */
async function notice(name) {
  const folder = path.join('node_modules', name);
  const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const text = (await readdir(folder)).find(entry => /^licen[cs]e\b/i.test(entry));
  if (text === undefined) throw new Error(`${name} ships no licence text; look at it before it is bundled.`);
  return `${name} ${version} (${license})\n\n${(await readFile(path.join(folder, text), 'utf8')).trim()}\n`;
}
