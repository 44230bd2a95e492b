// Bundles the engine's sources on the fly and imports them, so that what is measured is what is shipped.
import { build } from 'esbuild';

const root = new URL('../../', import.meta.url);

/** Everything the named modules of src/engines/local/ export, in one object. */
export async function loadEngine(...modules) {
  const contents = modules.map(name => `export * from './${name}';`).join('\n');
  const outfile = new URL(`.cache/recall/engine-${process.pid}.mjs`, root).pathname;
  await build({
    stdin: { contents, resolveDir: new URL('src/engines/local', root).pathname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  const { rm } = await import('node:fs/promises');
  const loaded = await import(outfile);
  await rm(outfile);
  return loaded;
}
