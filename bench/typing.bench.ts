/**
 * Types twenty real files key by key, in simulated time, against a model that knows them: how often the right text is on
 * screen and what it costs, for the completer of this extension and three plain ways of asking. See docs/benchmarks.md.
 */
import type { StaticContext } from '../src/completion/prompt/staticContext';
import { report } from './support/report';
import { loadFiles, type SourceFile } from './typing/corpus';
import { ours } from './typing/ours';
import type { PacedSession } from './typing/pacedSession';
import { keysFor } from './typing/person';
import { debounced, held, serial, type Ask } from './typing/plainStrategies';
import { none, simulate, type MakeStrategy, type ModelFacts, type Outcome } from './typing/simulate';
import { paceTable, strategyTable, type Results } from './typing/tables';

/** Requests carry the same in all of them. */
const ask =
  (session: PacedSession, context: StaticContext): Ask =>
  snapshot =>
    session.start({ lane: 'inline', maxOutputTokens: 160, ...context.turnInput(snapshot) });

const plain: readonly (readonly [name: string, make: MakeStrategy])[] = [
  ['debounce of 350 ms, abort', (session, context, clock) => debounced(ask(session, context), clock)],
  ['serial, no abort', (session, context) => serial(ask(session, context))],
  ['every question, held 200 ms', (session, context, clock) => held(ask(session, context), clock)],
];

/** The main one first. */
const paces = [
  { firstTokenMs: 150, tokensPerSecond: 1000 },
  { firstTokenMs: 20, tokensPerSecond: 1000 },
  { firstTokenMs: 400, tokensPerSecond: 300 },
];

/** Shares of tokens that the model does not foresee. */
const surprises = [0, 0.12];

/** Times to the first token, in ms, for the comparison by them. */
const firstTokens = [20, 75, 150, 200, 250, 400];

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const files = quick ? loadFiles(300, 6) : loadFiles(1500);
  const done = new Map<string, Results>();
  const resultsOf = async (facts: ModelFacts): Promise<Results> => {
    const key = JSON.stringify(facts);
    const results = done.get(key) ?? (await compare(files, facts));
    done.set(key, results);
    return results;
  };
  const tables = [];
  for (const surprising of surprises) {
    for (const pace of paces) tables.push(strategyTable(await resultsOf({ pace, surprising }), files));
  }
  const byPace: Results[] = [];
  for (const firstTokenMs of firstTokens) {
    byPace.push(await resultsOf({ pace: { firstTokenMs, tokensPerSecond: 1000 }, surprising: 0 }));
  }
  await report('typing', [...tables, paceTable(byPace)], write);
}

async function compare(files: readonly SourceFile[], facts: ModelFacts): Promise<Results> {
  const results: [string, Outcome][] = [];
  for (const [name, make] of plain) results.push([name, await typeAll(files, facts, make)]);
  return { facts, ours: await typeAll(files, facts, ours), plain: results };
}

async function typeAll(
  files: readonly SourceFile[],
  facts: ModelFacts,
  make: MakeStrategy,
): Promise<Outcome> {
  const sum = none();
  for (const file of files) {
    const one = await simulate(file, keysFor(file), facts, make);
    for (const key of Object.keys(sum) as (keyof Outcome)[]) sum[key] += one[key];
  }
  return sum;
}
