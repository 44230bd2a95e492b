// Bundles what a benchmark runs: the gateway as a process of its own, and the TypeScript of the benchmark.
// @ts-check
import { build } from 'esbuild';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Bundles the gateway and one benchmark. Resolves to the path of the gateway's script and the benchmark's module.
 * @param {string} name of the bundle
 * @param {string} entry path of the benchmark, from the root
 */
export async function bundle(name, entry) {
  const gateway = path.join(root, '.cache', 'bench', 'gateway.cjs');
  const outfile = path.join(root, '.cache', 'bench', `${name}.mjs`);
  await build({ ...options('cjs'), entryPoints: ['src/gateway/main.ts'], outfile: gateway });
  await build({ ...options('esm'), entryPoints: [entry], outfile, packages: 'external' });
  return { gateway, module: await import(pathToFileURL(outfile).href) };
}

/** @param {'cjs' | 'esm'} format @returns {import('esbuild').BuildOptions} */
function options(format) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format,
    logLevel: 'warning',
    minify: false,
  };
}
