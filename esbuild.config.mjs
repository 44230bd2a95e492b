// Builds everything this project compiles. Three products into dist/ (extension, gateway, leash, webview) and
// every test file into out/test/ so that Node and the extension host run the same code.
//   (nothing)      the products, for development       --production   the products, small
//   --watch        the products, again after every change
//   --tests        products and all tests              --tests-only   all tests
//   --tests=LEVEL  the tests of that level only
import { context, build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { splitBundle } from './scripts/lib/splitBundle.mjs';
import { levels, nodeBundle, testBundles } from './scripts/lib/testBundles.mjs';
import { writeNotices } from './scripts/notices.mjs';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const product = { minify: production, sourcemap: production ? false : 'linked' };

/** @type {import('esbuild').BuildOptions} */
const node = { ...nodeBundle, ...product };

/** @type {import('esbuild').BuildOptions} */
const browser = {
  ...nodeBundle,
  ...product,
  platform: 'browser',
  target: 'es2023',
  format: 'iife',
  loader: { '.svg': 'text' },
};

/**
 * The gateway loads the parsers and the priors of its local engine, and OpenTelemetry, when they are first needed, from files of their own.
 * @type {import('esbuild').Plugin}
 */
const loadedLater = {
  name: 'loaded-later',
  setup({ onResolve }) {
    onResolve({ filter: /\/(codeTools|shippedPriors|otlp)$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${path.replace(/.*\//, '')}.js`, external: true } : undefined,
    );
  },
};

const products = [
  splitBundle(build, {
    ...node,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    external: ['vscode'],
  }),
  { ...node, entryPoints: { gateway: 'src/gateway/main.ts' }, outdir: 'dist', plugins: [loadedLater] },
  { ...node, entryPoints: { leash: 'src/leash/main.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { codeTools: 'src/engines/local/codeTools.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { shippedPriors: 'src/engines/local/shippedPriors.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { otlp: 'src/gateway/telemetry/otlp.ts' }, outdir: 'dist' },
  { ...browser, entryPoints: { webview: 'src/webview/main.ts' }, outdir: 'dist' },
  { ...browser, entryPoints: { chat: 'src/webview/chat/main.ts' }, outdir: 'dist' },
];

/** @param {string} level */
async function buildTests(level) {
  await rm(`out/test/${level}`, { recursive: true, force: true });
  const start = level === 'integration' ? ['test/integration/index.ts'] : [];
  await build(testBundles([`test/${level}/**/*.test.ts`, ...start]));
}

if (flags.has('--watch')) {
  for (const options of products) await (await context(options)).watch();
  console.log('[watch] build finished');
} else {
  const named = levels.filter(level => flags.has(`--tests=${level}`));
  const wantsTests = flags.has('--tests') || flags.has('--tests-only');
  const wantsProducts = !flags.has('--tests-only') && named.length === 0;
  // What runs may still be reading dist; only a build for publishing starts from nothing.
  if (wantsProducts && production) await rm('dist', { recursive: true, force: true });
  const [built] = await Promise.all([
    Promise.all(wantsProducts ? products.map(options => build(options)) : []),
    ...(wantsTests ? levels : named).map(level => buildTests(level)),
  ]);
  if (production && built) {
    await writeNotices(
      built.flatMap(({ metafile }) => metafile ?? []),
      'dist/NOTICES.txt',
    );
  }
}
