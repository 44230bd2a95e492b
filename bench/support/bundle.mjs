// Bundles what a benchmark runs: the gateway as a process of its own, and the TypeScript of the benchmark.
// @ts-check
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
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
  // What tests start gateways with starts this one.
  process.env['GATEWAY_JS'] = gateway;
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

/**
 * Bundles a module of a benchmark with the sources of another commit instead of these. Resolves to its module.
 * @param {string} revision what git knows the commit by
 * @param {string} entry path of the module, from the root; it imports nothing but sources
 */
export async function bundleAgainst(revision, entry) {
  const folder = sourcesOf(revision);
  mkdirSync(path.dirname(path.join(folder, entry)), { recursive: true });
  cpSync(path.join(root, entry), path.join(folder, entry));
  const outfile = path.join(folder, 'module.mjs');
  await build({ ...options('esm'), entryPoints: [path.join(folder, entry)], outfile, packages: 'external' });
  return await import(pathToFileURL(outfile).href);
}

/**
 * Bundles the gateway of another commit. Resolves to the path of its script.
 * @param {string} revision what git knows the commit by
 */
export async function gatewayAgainst(revision) {
  const folder = sourcesOf(revision);
  const outfile = path.join(folder, 'gateway.cjs');
  await build({ ...options('cjs'), entryPoints: [path.join(folder, 'src/gateway/main.ts')], outfile });
  return outfile;
}

/**
 * Builds the extension as it is published, in a folder of its own with the packages of this one. Resolves to that folder.
 * @param {string} [revision] what git knows the commit by; without it, these files
 */
export async function buildExtension(revision) {
  const name =
    revision === undefined
      ? 'extension'
      : git('rev-parse', '--short', `${revision}^{commit}`).toString().trim();
  const folder = path.join(root, '.cache', 'bench', 'extensions', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const parts = ['src', 'scripts', 'media', 'package.json', 'esbuild.config.mjs', 'tsconfig.json'];
  if (revision === undefined) {
    for (const part of parts) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  } else execFileSync('tar', ['-x', '-C', folder], { input: git('archive', revision, ...parts) });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  execFileSync(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: folder, stdio: 'inherit' });
  return folder;
}

/** @param {string} revision @returns {string} the folder into which its sources were put */
function sourcesOf(revision) {
  const commit = git('rev-parse', '--short', `${revision}^{commit}`).toString().trim();
  const folder = path.join(root, '.cache', 'against', commit);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: git('archive', revision, 'src', 'package.json') });
  return folder;
}

/** @param {...string} args @returns {Buffer} what git says */
function git(...args) {
  return execFileSync('git', args, { cwd: root, maxBuffer: 512 * 1024 * 1024 });
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
