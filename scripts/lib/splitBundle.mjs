// @ts-check
// Splits the bundle of the extension: what is imported with `import()` goes into files of its own, which are read when they are
// first needed. No import.meta here, and no import of esbuild: the build's own file does that.
import { posix } from 'node:path';

/**
 * @typedef {import('esbuild').BuildOptions} BuildOptions
 * @typedef {import('esbuild').Plugin} Plugin
 * @typedef {{
 *   entry: string,
 *   chunks: ReadonlyMap<string, string>,
 *   atOnce: ReadonlySet<string>,
 * }} Split the chunks by their path below the output folder; those in `atOnce` are loaded with the entry
 */

/**
 * esbuild splits ES modules only, into a chunk for each set of entries that share code, and VS Code loads CommonJS. So what the
 * entry needs at once is put together into one file again; the others are files of their own below `parts`, and take what
 * they share with it from there.
 * @param {typeof import('esbuild').build} build
 * @param {BuildOptions & { outdir: string }} options with one entry point, by its name
 * @returns {BuildOptions}
 */
export function splitBundle(build, options) {
  const { minify = false, sourcemap = false } = options;
  const entry = `${Object.keys(options.entryPoints ?? {})[0]}.js`;
  /** @type {Plugin} */
  const commonJs = {
    name: 'common-js',
    setup({ onEnd }) {
      onEnd(async ({ metafile, outputFiles }) => {
        if (!metafile || !outputFiles) return;
        const split = readSplit(entry, options.outdir, metafile, outputFiles);
        const separate = [...split.chunks.keys()].filter(name => !split.atOnce.has(name));
        await Promise.all(
          [entry, ...separate].map(name =>
            build({
              ...options,
              entryPoints: { [name.replace(/\.js$/, '')]: name },
              format: 'cjs',
              metafile: false,
              supported: { 'dynamic-import': false },
              plugins: [chunkLoader(split, name)],
            }),
          ),
        );
      });
    },
  };
  return {
    ...options,
    format: 'esm',
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    // Names are made short in the second step, once for all that is in a file.
    minify: false,
    minifySyntax: minify,
    sourcemap: sourcemap === false ? false : 'inline',
    write: false,
    metafile: true,
    plugins: [...(options.plugins ?? []), commonJs],
  };
}

/**
 * @param {string} entry
 * @param {string} outdir
 * @param {import('esbuild').Metafile} metafile
 * @param {readonly import('esbuild').OutputFile[]} files
 * @returns {Split}
 */
function readSplit(entry, outdir, { outputs }, files) {
  const below = `${outdir}/`;
  const chunks = new Map(
    Object.keys(outputs).flatMap(output => {
      const text = files.find(({ path }) => path.replaceAll('\\', '/').endsWith(`/${output}`))?.text;
      return text !== undefined && output.endsWith('.js') ? [[output.slice(below.length), text]] : [];
    }),
  );
  const atOnce = new Set([entry]);
  // A set takes in what is added while it is walked.
  for (const name of atOnce) {
    for (const { kind, path, external } of outputs[below + name]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) atOnce.add(path.slice(below.length));
    }
  }
  return { entry, chunks, atOnce };
}

/**
 * Gives the second step the chunks of the first, for the file of that name.
 * @param {Split} split
 * @param {string} file
 * @returns {Plugin}
 */
function chunkLoader({ entry, chunks, atOnce }, file) {
  const shared = [...atOnce].filter(name => name !== entry);
  /** @param {string} name */
  const from = name => {
    const path = posix.relative(posix.dirname(file), name);
    return path.startsWith('.') ? path : `./${path}`;
  };
  return {
    name: 'chunks',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.|^extension\.js$|^parts\// }, ({ kind, path, importer, namespace }) => {
        if (kind === 'entry-point') return { path, namespace: path === entry ? 'whole' : 'chunk' };
        if (namespace === 'shared') return { path, external: true };
        const name = namespace === 'whole' ? path.slice(2) : posix.join(posix.dirname(importer), path);
        if (kind === 'dynamic-import') return { path: from(name), external: true };
        if (!atOnce.has(name)) return { path: from(name), external: true };
        return { path: name, namespace: file === entry ? 'chunk' : 'shared' };
      });
      onResolve({ filter: new RegExp(`^${theApi}$`) }, ({ path }) => ({ path, namespace: 'api' }));
      onLoad({ filter: /./, namespace: 'api' }, () => ({
        contents: 'export const api = require("vscode");',
      }));
      onLoad({ filter: /./, namespace: 'whole' }, () => ({
        contents: [
          `export * from './${entry}';`,
          ...shared.map((name, at) => `export * as shared${at} from './${name}';`),
        ].join('\n'),
        resolveDir: '.',
      }));
      onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({
        contents: withOneApi(chunks.get(path) ?? ''),
        resolveDir: '.',
      }));
      onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => ({
        contents: `module.exports = require('${from(entry)}').shared${shared.indexOf(path)};`,
        resolveDir: '.',
      }));
    },
  };
}

/**
 * The API of VS Code as it is, and asked for once in each file. A namespace import makes an object with a getter for each of its 400
 * names, once for each module that imports it: that took a third of the activation.
 * @param {string} text
 */
function withOneApi(text) {
  const used = text.replace(/^import \* as (\w+) from "vscode";$/gm, 'const $1 = api$vscode;');
  return used === text ? text : `import { api as api$vscode } from '${theApi}';\n${used}`;
}

const theApi = 'the-api-of-vscode';
