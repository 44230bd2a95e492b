// Builds everything this project compiles. Three products into dist/ (extension, gateway, webview) and,
// with --tests, every test file into out/test/ so that Node and the extension host run the same code.
import { context, build } from 'esbuild';
import { rm } from 'node:fs/promises';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs' };

const products = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...node, entryPoints: { gateway: 'src/gateway/main.ts' }, outdir: 'dist' },
  {
    ...shared,
    entryPoints: { webview: 'src/webview/main.ts' },
    outdir: 'dist',
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
  },
];

/** Each test file is bundled with the sources it imports; packages stay in node_modules. */
const tests = {
  ...node,
  minify: false,
  sourcemap: 'inline',
  entryPoints: ['test/**/*.test.ts', 'test/integration/index.ts'],
  outbase: 'test',
  outdir: 'out/test',
  packages: 'external',
  external: ['vscode'],
};

if (flags.has('--watch')) {
  for (const options of products) await (await context(options)).watch();
  console.log('[watch] build finished');
} else {
  const wanted = flags.has('--tests-only') ? [tests] : flags.has('--tests') ? [...products, tests] : products;
  if (!flags.has('--tests-only')) await rm('dist', { recursive: true, force: true });
  if (wanted.includes(tests)) await rm('out', { recursive: true, force: true });
  await Promise.all(wanted.map(options => build(options)));
}
