// Bundles what a benchmark runs: the gateway as a process of its own, and the TypeScript of the benchmark.
// @ts-check
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Bundles the gateway and one benchmark, with the processes of its own that it has (`bench/NAME/*.process.ts`).
 * Resolves to the path of the gateway's script, the folder of the processes' scripts, and the benchmark's module.
 * @param {string} name of the bundle
 * @param {string} entry path of the benchmark, from the root
 */
export async function bundle(name, entry) {
  const cache = path.join(root, '.cache', 'bench');
  const gateway = path.join(cache, 'gateway.cjs');
  const outfile = path.join(cache, `${name}.mjs`);
  const processes = path.join(cache, name);
  await build({ ...options('cjs'), entryPoints: ['src/gateway/main.ts'], outfile: gateway });
  await build({ ...options('esm'), entryPoints: [entry], outfile, packages: 'external' });
  const own = path.join(root, 'bench', name);
  const scripts = existsSync(own) ? readdirSync(own).filter(file => file.endsWith('.process.ts')) : [];
  if (scripts.length > 0) {
    await build({
      ...options('esm'),
      entryPoints: scripts.map(file => path.join(own, file)),
      outdir: processes,
      outExtension: { '.js': '.mjs' },
      packages: 'external',
    });
  }
  return { gateway, processes, module: await import(pathToFileURL(outfile).href) };
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
