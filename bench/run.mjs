// Runs one benchmark: `npm run bench -- NAME`. Bundles bench/NAME.bench.ts, runs it, prints its tables, and writes
// the figures to bench/results/NAME-DATE.json. `--dry` writes nothing;
// `--quick` measures little, to try a benchmark out, and writes nothing either. `--against REV` has a benchmark that
// knows how measure the sources of another commit beside these, in the same run: those that have a bench/NAME/parts.ts,
// `gateway` and `activation`.
// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildExtension, bundle, bundleAgainst, gatewayAgainst, root } from './support/bundle.mjs';
import { inOwnGroup } from './support/ownGroup.mjs';

const bench = path.join(root, 'bench');
const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(bench).flatMap(file => (file.endsWith('.bench.ts') ? [file.slice(0, -9)] : []));
const help = `npm run bench -- NAME            runs it, prints its tables and writes them to bench/results
npm run bench -- NAME --dry      writes nothing
npm run bench -- NAME --quick    measures little, to try it out, and writes nothing either
npm run bench -- NAME --against COMMIT   measures another commit beside it: activation, gateway and growth

Names: ${names.join(', ')}

docs/benchmarks.md says what each measures and takes. The embedded engine has its own: node bench/recall.mjs`;
if (name === '--help' || name === '-h') {
  console.log(help);
  process.exit(0);
}
if (!name || !names.includes(name)) {
  if (name) console.error(`There is no benchmark "${name}".\n`);
  console.error(help);
  process.exit(2);
}

process.chdir(root);
await inOwnGroup();
const { gateway, processes, module } = await bundle(name, `bench/${name}.bench.ts`);
const quick = rest.includes('--quick');
const against = await older(rest.indexOf('--against'));
await module.run({
  gateway,
  processes,
  extension: name === 'activation' ? await buildExtension() : '',
  quick,
  args: rest,
  write: !quick && !rest.includes('--dry'),
  against,
});

/** @param {number} at where `--against` stands among the arguments */
async function older(at) {
  if (at < 0) return undefined;
  const revision = rest[at + 1];
  if (name === 'activation' && revision) return { revision, extension: await buildExtension(revision) };
  if (name === 'gateway' && revision) return { revision, gateway: await gatewayAgainst(revision) };
  const entry = `bench/${name}/parts.ts`;
  if (!revision || !existsSync(entry)) {
    console.error(`--against needs a commit, and a benchmark that has ${entry}`);
    process.exit(2);
  }
  return { revision, module: await bundleAgainst(revision, entry) };
}
