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
  const { name, version, license, author } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  );
  const own = (await readdir(folder)).find(entry => /^licen[cs]e\b/i.test(entry));
  const file = own === undefined ? standardText(license) : path.join(folder, own);
  if (file === undefined) throw new Error(`${name} ships no licence text; look at it before it is bundled.`);
  const text = (await readFile(file, 'utf8')).trim();
  const holder = own === undefined ? `Copyright ${author?.name ?? author}\n\n` : '';
  return `${name} ${version} (${license})\n\n${holder}${text}\n`;
}

/**
 * The text of a licence that is the same for everybody, for packages that name it and ship none.
 * @param {unknown} license as package.json names it
 */
function standardText(license) {
  return license === 'Apache-2.0' ? 'scripts/licences/Apache-2.0.txt' : undefined;
}
