// `node bench/guards.mjs [PART]`: takes each guard of SECURITY.md away, one at a time, and expects the test named beside it to
// fail. PART: only those whose threat, file or test holds this. Ends with code 0 when every test noticed.
// @ts-check
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testBundles } from '../scripts/lib/testBundles.mjs';
import { guards } from './mutate/guards.mjs';
import { root } from './support/bundle.mjs';

const [part = ''] = process.argv.slice(2);
const chosen = guards.filter(({ threat, file, test }) =>
  [threat, file, test].some(text => text.includes(part)),
);
/** A checkout of links, in which package.json may be another one. */
const checkout = path.join(root, '.cache', 'guards');

const results = [];
for (const guard of chosen) {
  const noticed = await isNoticed(guard);
  console.log(`${noticed ? 'noticed    ' : 'NOT NOTICED'} ${guard.threat}: ${guard.file}, ${guard.test}`);
  results.push(noticed);
}
console.log(`${results.filter(Boolean).length} of ${results.length} noticed`);
process.exitCode = results.every(Boolean) ? 0 : 1;

/** @param {import('./mutate/guards.mjs').Guard} guard */
async function isNoticed({ file, edits, test }) {
  let content = readFileSync(path.join(root, file), 'utf8');
  for (const [with_, without] of edits) content = content.replace(with_, () => without);
  const outdir = path.join('out', 'guards');
  await build({
    ...testBundles([test], outdir),
    absWorkingDir: root,
    plugins: [
      {
        name: 'without-a-guard',
        setup({ onLoad }) {
          onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path: loaded }) =>
            loaded === path.join(root, file) ? { contents: content, loader: 'ts' } : undefined,
          );
        },
      },
    ],
  });
  const bundle = path.join(root, outdir, test.replace(/^test\//, '').replace(/\.ts$/, '.js'));
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const cwd = file === 'package.json' ? linkedCheckout(content) : root;
  const { status, stdout } = spawnSync(
    process.execPath,
    [mocha, '--exit', '--bail', '--timeout=120000', bundle],
    {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '0' },
    },
  );
  // A test that could not even begin has noticed nothing.
  return status !== 0 && /^ +\d+ failing$/m.test(stdout);
}

/** @param {string} manifest the text of its package.json */
function linkedCheckout(manifest) {
  rmSync(checkout, { recursive: true, force: true });
  mkdirSync(checkout, { recursive: true });
  for (const entry of readdirSync(root))
    if (entry !== 'package.json' && entry !== '.cache')
      symlinkSync(path.join(root, entry), path.join(checkout, entry));
  writeFileSync(path.join(checkout, 'package.json'), manifest);
  return checkout;
}
