/**
 * Types twenty real files key by key, in simulated time, against a model that knows them but not perfectly: how often
 * the right text is on screen and what it costs, for the completer of this extension and three plain ways of asking.
 * See docs/benchmarks.md.
 */
import { loadFiles, type SourceFile } from './typing/corpus';
import { ours } from './typing/ours';
import type { ModelPace } from './typing/pacedSession';
import { keysFor } from './typing/person';
import { debounced, held, serial, type Ask } from './typing/plainStrategies';
import type { PacedSession } from './typing/pacedSession';
import { none, simulate, type MakeStrategy, type Outcome } from './typing/simulate';
import type { StaticContext } from '../src/completion/staticContext';
import { report, type Table } from './support/report';
import { round } from './support/stats';

/** Requests carry the same in all of them. */
const ask =
  (session: PacedSession, context: StaticContext): Ask =>
  snapshot =>
    session.start({ lane: 'inline', maxOutputTokens: 160, ...context.turnInput(snapshot) });

const strategies: Readonly<Record<string, MakeStrategy>> = {
  ours,
  'debounce of 350 ms, abort': (session, context, clock) => debounced(ask(session, context), clock),
  'serial, no abort': (session, context) => serial(ask(session, context)),
  'every question, held 200 ms': (session, context, clock) => held(ask(session, context), clock),
};

const paces: readonly (readonly [name: string, pace: ModelPace])[] = [
  ['first token at 150 ms, 1000 tokens/s', { firstTokenMs: 150, tokensPerSecond: 1000 }],
  ['first token at 20 ms, 1000 tokens/s', { firstTokenMs: 20, tokensPerSecond: 1000 }],
  ['first token at 400 ms, 300 tokens/s', { firstTokenMs: 400, tokensPerSecond: 300 }],
];

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const files = quick ? loadFiles(300, 6) : loadFiles(1500);
  const tables: Table[] = [];
  for (const [name, pace] of paces) {
    const results = new Map<string, Outcome>();
    for (const [strategy, make] of Object.entries(strategies)) {
      results.set(strategy, await typeAll(files, pace, make));
    }
    tables.push(tableOf(name, results, files));
  }
  await report('typing', tables, write);
}

async function typeAll(files: readonly SourceFile[], pace: ModelPace, make: MakeStrategy): Promise<Outcome> {
  const sum = none();
  for (const file of files) {
    const one = await simulate(file, keysFor(file), pace, make);
    for (const key of Object.keys(sum) as (keyof Outcome)[]) sum[key] += one[key];
  }
  return sum;
}

function tableOf(pace: string, results: ReadonlyMap<string, Outcome>, files: readonly SourceFile[]): Table {
  const [first] = results.values();
  const plain = [...results.entries()].filter(([name]) => name !== 'ours').map(([, outcome]) => outcome);
  const best = Math.max(...plain.map(({ right }) => right));
  const last = plain.at(-1)?.requests ?? 0;
  const own = results.get('ours') ?? none();
  const ratio = own.right / best;
  const verdict = (met: boolean): string => (met ? 'met' : 'NOT MET');
  const languages = new Set(files.map(({ language }) => language)).size;
  return {
    title: `Typing ${files.length} files of ${languages} languages, ${first?.keys ?? 0} keys; ${pace}`,
    columns: [
      ...[
        'strategy',
        'requests per 100 keys',
        'wasted',
        'right on screen',
        'first line right',
        'any on screen',
      ],
      ...['paints per 100 keys', 'wrong paints', 'replaced', 'blank frames', 'KB per 100 keys'],
    ],
    rows: [...results].map(([name, o]) => {
      const per100 = (count: number): number => round((count / o.keys) * 100);
      const share = (count: number, of = o.keys): string => `${((count / of) * 100).toFixed(1)} %`;
      return [
        ...[name, per100(o.requests), share(o.wasted, o.requests), share(o.right), share(o.rightLine)],
        ...[share(o.shown), per100(o.paints), share(o.wrongPaints, o.paints), o.replaced, o.blankFrames],
        per100(o.bytes / 1024),
      ];
    }),
    notes: [
      `Right text on ${round(ratio)} times as many keys as the best plain strategy; target 1.5: ${verdict(ratio >= 1.5)}.`,
      `Requests: ${own.requests}; target fewer than the last strategy's ${last}: ${verdict(own.requests < last)}.`,
      'Right on screen: when the next key is pressed, all of the text shown is what is typed next. Nothing is accepted.',
      'Wrong paints: new texts whose first line is not what is typed next. Replaced: a text that agreed gave way to another.',
      'Wasted: nothing of the answer was ever on screen. The model does not foresee 12 % of the tokens, always the same.',
    ],
  };
}
