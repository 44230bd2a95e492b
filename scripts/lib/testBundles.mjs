// @ts-check
// How test files are bundled. No import.meta here, and no import of esbuild: the build's own file does that.

/** Levels of tests, each a folder of test/. */
export const levels = ['unit', 'conformance', 'page', 'integration', 'e2e'];

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

/**
 * All of them in one file, with one copy of each source: 380 files with a copy each fill half a gigabyte, which every
 * collection of garbage then walks through. They share what sources keep in variables, as in the extension.
 * @param {readonly string[]} files relative to `root`
 * @param {string} outfile
 * @param {string} root the project
 * @returns {import('esbuild').BuildOptions}
 */
export const oneTestBundle = (files, outfile, root) => {
  const { entryPoints, outbase, outdir, ...shared } = testBundles([]);
  const contents = files.map(file => `import ${JSON.stringify(`./${file}`)};`).join('\n');
  return { ...shared, stdin: { contents, resolveDir: root, sourcefile: 'all.ts' }, outfile };
};
