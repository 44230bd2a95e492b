// The sources of a room with every mutant switched in, and its tests bundled with them.
// @ts-check
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { testBundles } from '../../scripts/lib/testBundles.mjs';
import { root } from '../support/bundle.mjs';

/**
 * One change to a source.
 * @typedef {object} Mutant
 * @property {string} id by which it is switched on, for this run only
 * @property {string} key the same for as long as the source is the same
 * @property {string} file from the root
 * @property {number} line from 1
 * @property {string} mutator its kind, as Stryker calls it
 * @property {string} original what stands there
 * @property {string} replacement what is put in its place
 */

/**
 * A test file, bundled twice (paths): to count which test meets which mutant, and to try mutants.
 * @typedef {{ test: string, counting: string, switched: string }} Bundles
 */

/** @typedef {{ mutants: Mutant[], bundles: Bundles[] }} Room */

const silent = () => {};
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/**
 * @param {string} room a folder of src and of test/unit
 * @param {string} also takes the tests of other rooms too whose path holds this; empty for none
 * @returns {Promise<Room>}
 */
export async function prepareRoom(room, also = '') {
  const files = filesIn(`src/${room}`, '.ts').map(file => ({
    name: file,
    content: readFileSync(path.join(root, file), 'utf8'),
    mutate: true,
  }));
  const instrumented = await new Instrumenter(logger).instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  const sources = new Map(files.map(({ name, content }) => [name, content]));
  const mutants = instrumented.mutants.map(({ id, fileName, location, mutatorName, replacement }) => {
    const source = sources.get(fileName) ?? '';
    const { start, end } = location;
    const original = source.slice(offsetOf(source, start), offsetOf(source, end));
    const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
    const key = [fileName, digest(source), place, mutatorName, digest(replacement ?? '')].join(' ');
    return {
      id,
      key,
      file: fileName,
      line: start.line + 1,
      mutator: mutatorName,
      original,
      replacement: replacement ?? '',
    };
  });
  const own = `test/unit/${room}/`;
  const tests = filesIn('test/unit', '.test.ts').filter(
    file => file.startsWith(own) || (also !== '' && file.includes(also)),
  );
  /**
   * @param {string} name
   * @param {(code: string) => string} switching
   */
  const bundle = async (name, switching) => {
    const outdir = `out/mutate/${room}/${name}`;
    rmSync(path.join(root, outdir), { recursive: true, force: true });
    const contents = new Map(
      instrumented.files.map(({ name: file, content }) => [path.join(root, file), switching(content)]),
    );
    await build({
      ...testBundles(tests, outdir),
      absWorkingDir: root,
      sourcemap: false,
      plugins: [inPlaceOf(contents)],
    });
    return tests.map(test => path.join(root, outdir, test.slice('test/'.length).replace(/\.ts$/, '.js')));
  };
  const counting = await bundle('counting', code => ownSwitches(code, countingSwitches));
  const switched = await bundle('switched', code => ownSwitches(code, quickSwitches));
  const bundles = tests.map((test, at) => ({
    test,
    counting: counting[at] ?? '',
    switched: switched[at] ?? '',
  }));
  return { mutants, bundles };
}

const countingSwitches = `
const stryker = globalThis.__stryker__;
function stryCov_9fa48(...ids) { for (const id of ids) stryker.hits[id]++; }
function stryMutAct_9fa48() { return false; }
`;

const quickSwitches = `
const stryker = globalThis.__stryker__;
function stryCov_9fa48() {}
function stryMutAct_9fa48(id) { return stryker.activeMutant === id && stryker.met(); }
`;

/**
 * The switches that Stryker writes count in dictionaries and compare texts at every step, which makes tight loops many times
 * slower.
 * @param {string} code as the instrumenter wrote it
 * @param {string} switches in place of those it begins with
 */
function ownSwitches(code, switches) {
  const end = code.indexOf('\n}\n', code.indexOf('function stryMutAct_9fa48(')) + 3;
  const calls = /\b(stryMutAct_9fa48|stryCov_9fa48)\(([^)]*)\)/g;
  return (
    switches + code.slice(end).replaceAll(calls, (_, name, ids) => `${name}(${ids.replaceAll('"', '')})`)
  );
}

/**
 * @param {ReadonlyMap<string, string>} contents by absolute path
 * @returns {import('esbuild').Plugin} which has esbuild read these instead of what is on disk
 */
function inPlaceOf(contents) {
  return {
    name: 'mutants',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const content = contents.get(file);
        return content === undefined ? undefined : { contents: content, loader: 'ts' };
      });
    },
  };
}

/**
 * @param {string} folder from the root
 * @param {string} ending of the names
 */
function filesIn(folder, ending) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map(String)
    .filter(file => file.endsWith(ending) && !file.endsWith('.d.ts'))
    .map(file => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .toSorted();
}

/**
 * @param {string} text
 * @param {{ line: number, column: number }} position both from 0
 */
function offsetOf(text, { line, column }) {
  let at = 0;
  for (let passed = 0; passed < line; passed++) at = text.indexOf('\n', at) + 1;
  return at + column;
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
