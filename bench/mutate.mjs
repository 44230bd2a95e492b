// `npm run mutate -- ROOM`: changes the sources of a room in every way that Stryker knows, one at a time, and shows which
// changes no unit test of the room notices. See docs/mutation-testing.md.
//   --file PART    only sources whose path holds this
//   --also PART    with the unit tests of other rooms whose path holds this
//   --sample N     only so many mutants, drawn with --seed S
//   --fresh        tries those again that are known to be killed
//   --untried      tries those only that were never tried
//   --known        tries nothing, and shows what is known
//   --jobs N       processes at once; 1 unless told
//   --runs N       properties try N inputs at most, for a quick look: what survives may be killed without this
//   --slowest MS   leaves out tests that take longer on a processor, in ms; for a quick look too
// What is known is kept in .cache/mutate, so a run can be ended and taken up again: mutants that were killed are not tried
// again while their source is the same; those that survived are.
// @ts-check
import { createHash } from 'node:crypto';
import { Coverage } from './mutate/coverage.mjs';
import { prepareRoom } from './mutate/room.mjs';
import { Runner } from './mutate/runner.mjs';
import { digestOf, remembered, Store } from './mutate/store.mjs';
import { figuresOf, survivorsOf } from './mutate/summary.mjs';
import { parseOrExit } from '../scripts/lib/flags.mjs';
import { withLock } from '../scripts/lib/lock.mjs';
import { inCache } from '../scripts/lib/paths.mjs';
import { root } from './support/bundle.mjs';

const { values, positionals } = parseOrExit(
  {
    allowPositionals: true,
    options: {
      file: { type: 'string', default: '' },
      also: { type: 'string', default: '' },
      sample: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      fresh: { type: 'boolean', default: false },
      untried: { type: 'boolean', default: false },
      known: { type: 'boolean', default: false },
      jobs: { type: 'string', default: '1' },
      runs: { type: 'string', default: '1000000' },
      slowest: { type: 'string', default: 'Infinity' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  },
  'npm run mutate',
);
const help = `npm run mutate -- ROOM    changes the sources of src/ROOM one place at a time, and shows what its unit tests do not notice
  --file PART             only sources whose path holds this
  --also PART             with the unit tests of other rooms whose path holds this
  --sample N --seed S     only N changes, drawn by the seed S
  --fresh                 tries those again that are known to be killed
  --untried               only those that were never tried
  --known                 tries nothing, and shows what is known
  --jobs N                processes at once; 1 unless told
  --runs N                at most N inputs for a property, for a quick look
  --slowest MS            leaves out tests that take longer on a processor, for a quick look

docs/mutation-testing.md says how it works and what came of it.`;
if (values.help) {
  console.log(help);
  process.exit(0);
}
const [room] = positionals;
if (!room || !Number.isInteger(Number(values.sample)) || !(Number(values.jobs) >= 1)) {
  console.error(help);
  process.exit(2);
}
process.chdir(root);

const mostRuns = Number(values.runs);
await withLock(inCache('locks', `mutate-${room}`), () => main(room));

/** @param {string} room */
async function main(room) {
  const prepared = await prepareRoom(room, values.also);
  const store = new Store(room, values.fresh);
  const chosen = drawn(prepared.mutants.filter(({ file }) => file.includes(values.file)));
  if (!values.known) await tryAll(prepared, chosen, store);
  const known = chosen.flatMap(mutant => {
    const entry = store.get(mutant.key);
    return entry ? [{ ...mutant, ...entry }] : [];
  });
  if (known.length === 0) {
    console.log(`Nothing is known of these ${chosen.length} changes yet: run it without --known.`);
    return;
  }
  console.log(survivorsOf(known).join('\n'));
  console.log(`${known.length} of ${chosen.length} changes are known`);
  console.table(figuresOf(known));
}

/**
 * @param {import('./mutate/room.mjs').Room} room
 * @param {readonly import('./mutate/room.mjs').Mutant[]} chosen
 * @param {Store} store takes what comes of each
 */
async function tryAll({ mutants, bundles }, chosen, store) {
  const waiting = chosen.filter(({ key }) => {
    const status = store.get(key)?.status;
    return values.untried ? status === undefined : status !== 'killed';
  });
  const runners = Array.from({ length: Number(values.jobs) }, () => new Runner(mostRuns));
  /** @type {(import('./mutate/room.mjs').Bundles & { dry: import('./mutate/worker.mjs').DryRun })[]} */
  const files = [];
  await sideBySide(runners, bundles, async (runner, bundle) => {
    const dry = await remembered(`${values.runs} ${digestOf(bundle.counting)}`, () =>
      runner.dryRun(bundle.counting, mutants.length),
    );
    for (const test of dry.failed)
      console.log(`left out, since it fails without any mutant: ${bundle.test}: ${test}`);
    files.push({ ...bundle, dry });
  });
  const coverage = new Coverage(files, Number(values.slowest));
  console.log(`${waiting.length} of ${chosen.length} mutants to try`);
  let tried = 0;
  await sideBySide(runners, waiting, async (runner, mutant) => {
    const met = coverage.hitsOf(mutant.id) > 0;
    const { killedBy: by } = met ? await runner.tryMutant(mutant, coverage) : { killedBy: undefined };
    const status = by === undefined ? (met ? 'survived' : 'unmet') : 'killed';
    store.add({ key: mutant.key, status, by });
    if (++tried % 100 === 0) console.log(`${tried} of ${waiting.length}`);
  });
  for (const runner of runners) runner.stop();
}

/**
 * Has each runner take one thing after the other, until none is left.
 * @template T
 * @param {readonly Runner[]} runners
 * @param {readonly T[]} things
 * @param {(runner: Runner, thing: T) => Promise<void>} take
 */
async function sideBySide(runners, things, take) {
  const rest = things.values();
  await Promise.all(
    runners.map(async runner => {
      for (const thing of rest) await take(runner, thing);
    }),
  );
}

/** @template {{ key: string }} T @param {T[]} all @returns {T[]} as many as `--sample` says, the same for the same seed */
function drawn(all) {
  const count = Number(values.sample);
  if (count === 0) return all;
  /** @param {T} mutant */
  const lot = ({ key }) => createHash('sha256').update(`${values.seed} ${key}`).digest('hex');
  const lots = new Map(all.map(mutant => [lot(mutant), mutant]));
  return [...lots]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, count)
    .map(([, mutant]) => mutant);
}
