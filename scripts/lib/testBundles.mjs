// @ts-check
// How test files are bundled. No import.meta here, and no import of esbuild: the build's own file does that.

/** Levels of tests, each a folder of test/. */
export const levels = ['unit', 'conformance', 'page', 'integration', 'e2e', 'live'];

/** Everything that runs in Node. @type {import('esbuild').BuildOptions} */
export const nodeBundle = {
  bundle: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
};

/**
 * Each test file is bundled with the sources it imports; packages stay in node_modules.
 * @param {string[]} entryPoints
 * @param {string} outdir
 * @returns {import('esbuild').BuildOptions}
 */
export const testBundles = (entryPoints, outdir = 'out/test') => ({
  ...nodeBundle,
  sourcemap: 'inline',
  sourcesContent: false, // A stack and a debugger need the places only; the files are there.
  entryPoints,
  outbase: 'test',
  outdir,
  packages: 'external',
  external: ['vscode'],
});
