import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { random } from '../support/random';
import { inRoot } from '../../scripts/lib/paths.mjs';

/** A source file of a package under a permissive licence. */
export interface CorpusFile {
  /** The package and the path inside it. */
  readonly name: string;
  readonly project: string;
  /** VS Code language id. */
  readonly language: string;
  readonly text: string;
}

/** Language, folder, which files. All of them under MIT, ISC, BSD or Apache-2.0. */
const folders: readonly (readonly [
  language: string,
  home: 'npm' | 'python',
  folder: string,
  files: RegExp,
])[] = [
  ['javascript', 'npm', 'ws/lib', /\.js$/],
  ['javascript', 'npm', 'commander/lib', /\.js$/],
  ['javascript', 'npm', 'semver', /^(?:classes|functions|ranges|internal)\/.*\.js$/],
  ['javascript', 'npm', 'undici/lib', /^(?:core|dispatcher|handler|interceptor|mock|util)\/.*\.js$/],
  ['javascript', 'npm', 'mocha/lib', /\.js$/],
  ['typescript', 'npm', 'openai/src', /^(?!resources).*\.ts$/],
  ['python', 'python', 'click', /\.py$/],
  ['python', 'python', 'httpx', /\.py$/],
  ['python', 'python', 'h11', /\.py$/],
  ['python', 'python', 'requests', /\.py$/],
  ['python', 'python', 'starlette', /\.py$/],
];

/** Sizes of files, in UTF-16 code units: large enough to have a context, small enough for two cores. */
const size = { least: 2_500, most: 24_000 };

/**
 * The files, always in the same order; neighbours are of different projects.
 * @param sitePackages where Python packages are
 */
export function corpus(sitePackages: string): readonly CorpusFile[] {
  const homes = { npm: inRoot('node_modules'), python: sitePackages };
  return filesIn(folders.map(([language, home, folder, wanted]) => [language, homes[home], folder, wanted]));
}

/**
 * Files of this repository, in the same way. No model that was there before them can have learnt them by heart, as all of them have
 * the packages that everybody uses.
 * @param root the folder of the repository
 */
export function ownCorpus(root = inRoot()): readonly CorpusFile[] {
  return filesIn(ownRooms(root));
}

/** All of them, whatever their size: for what a file imports. */
export function ownFiles(root = inRoot()): readonly CorpusFile[] {
  return filesIn(ownRooms(root), { least: 0, most: Infinity });
}

type Room = readonly [language: string, home: string, folder: string, wanted: RegExp];

function ownRooms(root: string): readonly Room[] {
  const source = path.join(root, 'src');
  const rooms = readdirSync(source, { withFileTypes: true }).filter(each => each.isDirectory());
  return rooms.map(({ name }): Room => ['typescript', source, name, /\.ts$/]);
}

function filesIn(places: readonly Room[], { least, most } = size): readonly CorpusFile[] {
  const next = random('corpus');
  const projects = places.map(([language, home, folder, wanted]) => {
    const root = path.join(home, folder);
    const names = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
    const files = names
      .map(name => name.replaceAll('\\', '/'))
      .filter(name => wanted.test(name))
      .sort()
      .map(name => ({ name, text: readFileSync(path.join(root, name), 'utf8').replaceAll('\r\n', '\n') }))
      .filter(({ text }) => text.length >= least && text.length <= most)
      .map(({ name, text }) => ({ at: next(), name: `${folder}/${name}`, project: folder, language, text }));
    return files.sort((a, b) => a.at - b.at);
  });
  const longest = Math.max(...projects.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => projects.flatMap(files => files[at] ?? [])).flat();
}

/**
 * Other files of the same project, as somebody has them open: first those that a file imports.
 * @param all where they are looked for
 */
export function beside(home: CorpusFile, all: readonly CorpusFile[], count: number): readonly CorpusFile[] {
  const others = all.filter(({ project, name }) => project === home.project && name !== home.name);
  const imported = new Set(importsOf(home, all));
  return [...others.filter(each => imported.has(each)), ...others.filter(each => !imported.has(each))].slice(
    0,
    count,
  );
}

/** The files that one names by their place, as imports of JavaScript and TypeScript do. */
export function importsOf(home: CorpusFile, all: readonly CorpusFile[]): readonly CorpusFile[] {
  const named = [...home.text.matchAll(/['"](\.\.?\/[^'"\s]+)['"]/g)].map(([, to = '']) =>
    path.posix.join(path.posix.dirname(home.name), to),
  );
  return all.filter(({ name }) => named.some(each => name === each || name.replace(/\.\w+$/, '') === each));
}
