import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { npmPackage } from '../support/npmPackage';

/** The same file in two versions of a package: what commits made of it. */
export interface FilePair {
  /** Package, versions and path. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Name, earlier version, later version. Pinned, so that every run measures the same files. */
const packages: readonly (readonly [name: string, before: string, after: string])[] = [
  ['express', '4.17.1', '4.18.2'],
  ['koa', '2.13.4', '2.15.0'],
  ['fastify', '4.26.0', '4.28.1'],
  ['preact', '10.19.0', '10.22.0'],
  ['ws', '8.13.0', '8.18.0'],
  ['webpack', '5.90.0', '5.91.0'],
  ['superagent', '8.0.0', '9.0.0'],
  ['rxjs', '7.5.0', '7.8.1'],
  ['openai', '4.50.0', '4.60.0'],
  ['commander', '11.0.0', '12.0.0'],
  ['eslint', '8.50.0', '8.57.0'],
  ['mocha', '10.0.0', '10.7.0'],
  ['axios', '1.6.0', '1.7.2'],
  ['undici', '6.10.0', '6.19.0'],
];

const cache = path.join('.cache', 'bench', 'diff');
const source = /\.(?:[cm]?[jt]sx?)$/;
const built =
  /(?:^|\/)(?:dist|build|cjs|esm\d*|_esm\d*|umd|bundles?|node_modules|types)\/|\.min\.|\.d\.[cm]?ts$/;

/**
 * Files that differ between two versions, at most `most` and no more than a share of them from each package, sorted by
 * name. Fetches the packages with `npm pack` once; afterwards it works without a network.
 */
export function filePairs(most: number): FilePair[] {
  const perPackage = packages.map(([name, before, after]) => {
    const [from, to] = [npmPackage(cache, name, before), npmPackage(cache, name, after)];
    return readdirSync(to, { recursive: true, encoding: 'utf8' })
      .filter(file => source.test(file) && !built.test(file) && existsSync(path.join(from, file)))
      .sort()
      .flatMap(file =>
        pairOf(`${name} ${before}..${after} ${file}`, path.join(from, file), path.join(to, file)),
      );
  });
  const chosen: FilePair[] = [];
  for (let round = 0; chosen.length < most && perPackage.some(pairs => round < pairs.length); round++) {
    for (const pairs of perPackage) {
      const pair = pairs[round];
      if (pair && chosen.length < most) chosen.push(pair);
    }
  }
  return chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pairOf(name: string, from: string, to: string): FilePair[] {
  if (!statSync(from).isFile() || !statSync(to).isFile()) return [];
  const [before, after] = [readFileSync(from, 'utf8'), readFileSync(to, 'utf8')];
  const isMinified = Math.max(before.length, after.length) / Math.max(1, after.split('\n').length) > 200;
  return before === after || isMinified ? [] : [{ name, before, after }];
}
