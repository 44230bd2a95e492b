import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { npmPackage } from '../support/npmPackage';

/** A file in two versions of a package. */
export interface VersionPair {
  readonly packageName: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

type PinnedPair = readonly [name: string, before: string, after: string];

/** What the prediction was written and its confidence fitted on. Pinned; all under permissive licences. */
export const tuning: readonly PinnedPair[] = [
  ['express', '4.17.1', '4.18.2'],
  ['webpack', '5.90.0', '5.91.0'],
  ['mocha', '10.0.0', '10.7.0'],
  ['undici', '6.10.0', '6.19.0'],
  ['commander', '11.0.0', '12.0.0'],
  ['superagent', '8.0.0', '9.0.0'],
  ['rxjs', '7.5.0', '7.8.1'],
  ['jquery', '3.6.4', '3.7.0'],
  ['leaflet', '1.8.0', '1.9.0'],
  ['ajv', '8.11.0', '8.12.0'],
  ['stylelint', '15.0.0', '15.11.0'],
  ['nodemailer', '6.9.0', '6.9.9'],
  ['knex', '2.4.0', '2.5.0'],
  ['bootstrap', '5.2.0', '5.3.0'],
  ['postcss', '8.4.20', '8.4.31'],
  ['three', '0.150.0', '0.151.0'],
  ['karma', '6.3.0', '6.4.0'],
  ['prismjs', '1.28.0', '1.29.0'],
  ['webpack', '5.75.0', '5.80.0'],
  ['three', '0.140.0', '0.141.0'],
  ['jsdom', '20.0.0', '21.1.0'],
  ['mongodb', '4.12.0', '5.0.0'],
  ['hls.js', '1.3.0', '1.4.0'],
  ['svgo', '2.8.0', '3.0.0'],
  ['uglify-js', '3.15.0', '3.17.0'],
  ['tailwindcss', '3.2.0', '3.3.0'],
  ['serverless', '3.20.0', '3.25.0'],
  ['eris', '0.16.0', '0.17.0'],
  ['nightwatch', '2.4.0', '2.6.0'],
  ['exceljs', '4.1.0', '4.3.0'],
  ['metro', '0.73.0', '0.75.0'],
  ['mongodb', '3.6.0', '4.0.0'],
  ['three', '0.155.0', '0.156.0'],
  ['undici', '5.20.0', '5.26.0'],
  ['hls.js', '1.1.0', '1.2.0'],
  ['postcss', '8.3.0', '8.4.0'],
  ['stylelint', '14.0.0', '14.10.0'],
  ['mocha', '8.0.0', '9.0.0'],
  ['express', '4.15.0', '4.16.0'],
  ['commander', '8.0.0', '9.0.0'],
  ['superagent', '6.0.0', '7.0.0'],
  ['nodemailer', '6.6.0', '6.7.0'],
  ['exceljs', '3.8.0', '4.0.0'],
  ['uglify-js', '3.12.0', '3.13.0'],
  ['async', '3.1.0', '3.2.0'],
  ['underscore', '1.10.0', '1.12.0'],
  ['request', '2.81.0', '2.88.0'],
  ['gulp', '4.0.0', '4.0.2'],
  ['grunt', '1.0.0', '1.3.0'],
  ['socket.io', '2.3.0', '2.4.0'],
  ['redux', '4.0.0', '4.1.0'],
  ['chalk', '4.0.0', '5.0.0'],
  ['yargs', '15.0.0', '15.4.0'],
];

/** What the figures are of: nothing of it was looked at before. Pinned; all under permissive licences. */
export const heldOut: readonly PinnedPair[] = [
  ['eslint', '8.50.0', '8.57.0'],
  ['fastify', '4.26.0', '4.28.1'],
  ['codemirror', '5.60.0', '5.65.0'],
  ['preact', '10.19.0', '10.22.0'],
  ['ws', '8.13.0', '8.18.0'],
  ['axios', '1.6.0', '1.7.2'],
  ['openai', '4.50.0', '4.60.0'],
  ['mongoose', '7.0.0', '7.6.0'],
  ['lighthouse', '10.0.0', '10.1.0'],
  ['pino', '8.0.0', '8.15.0'],
  ['eslint-plugin-react', '7.30.0', '7.33.0'],
  ['eslint-plugin-unicorn', '46.0.0', '48.0.0'],
  ['mysql2', '3.0.0', '3.6.0'],
  ['joi', '17.4.0', '17.9.0'],
  ['terser', '5.16.0', '5.19.0'],
  ['luxon', '3.2.0', '3.4.0'],
  ['discord.js', '14.7.0', '14.11.0'],
  ['sinon', '13.0.0', '15.0.0'],
  ['moment', '2.24.0', '2.29.0'],
  ['svelte', '4.0.0', '4.1.0'],
];

const cache = path.join('.cache', 'bench', 'next-edit');
const source = /\.(?:[cm]?[jt]sx?|s?css|less|html?|vue|svelte|md|ya?ml)$/;
const built =
  /(?:^|\/)(?:dist|build|cjs|esm\d*|_esm\d*|umd|bundles?|node_modules)\/|\.min\.|changelog|history\.md|sponsors|backers/i;

/** Larger files are data or bundles, UTF-16 code units. */
const largest = 300_000;

/** The files that differ between two versions, by path. The packages are fetched once. */
export function versionPairs([name, before, after]: PinnedPair): VersionPair[] {
  const [from, to] = [npmPackage(cache, name, before), npmPackage(cache, name, after)];
  return readdirSync(to, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => source.test(file) && !built.test(file) && isFile(path.join(from, file)))
    .sort()
    .flatMap(file => pairOf(name, file, path.join(from, file), path.join(to, file)));
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

function pairOf(packageName: string, file: string, from: string, to: string): VersionPair[] {
  if (!isFile(to)) return [];
  const [before, after] = [readFileSync(from, 'utf8'), readFileSync(to, 'utf8')];
  const size = Math.max(before.length, after.length);
  const isMinified = size / Math.max(1, after.split('\n').length) > 200;
  return before === after || isMinified || size > largest ? [] : [{ packageName, path: file, before, after }];
}
