// Runs one benchmark: `npm run bench -- NAME`. Bundles bench/NAME.bench.ts, runs it, prints its tables, and writes
// the figures to bench/results/NAME-DATE.json. `--dry` writes nothing.
// @ts-check
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const bench = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(bench);
const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(bench).flatMap(file => (file.endsWith('.bench.ts') ? [file.slice(0, -9)] : []));
if (!name || !existsSync(path.join(bench, `${name}.bench.ts`))) {
  console.error(`Usage: npm run bench -- NAME [--dry]\nNames: ${names.join(', ')}`);
  process.exit(2);
}

process.chdir(root);
const bundle = path.join(root, '.cache', 'bench', `${name}.mjs`);
await build({ entryPoints: ['src/gateway/main.ts'], outfile: 'dist/bench-gateway.js', ...shared('cjs') });
await build({
  entryPoints: [path.join(bench, `${name}.bench.ts`)],
  outfile: bundle,
  packages: 'external',
  ...shared('esm'),
});
const { run } = await import(pathToFileURL(bundle).href);
await run({ gateway: path.join(root, 'dist', 'bench-gateway.js'), write: !rest.includes('--dry') });

/** @param {'cjs' | 'esm'} format @returns {import('esbuild').BuildOptions} */
function shared(format) {
  return { bundle: true, platform: 'node', target: 'node20', format, logLevel: 'warning', minify: false };
}
