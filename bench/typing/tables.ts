import type { Table } from '../support/report';
import { round } from '../support/stats';
import type { SourceFile } from './corpus';
import type { Outcome } from './outcome';
import type { ModelFacts } from './simulate';

/** What came of one model: each strategy's outcome under its name, ours first, the others after it. */
export interface Results {
  readonly facts: ModelFacts;
  readonly ours: Outcome;
  readonly plain: readonly (readonly [name: string, outcome: Outcome])[];
}

/** On how many times as many keys as the best plain strategy the first line has to be right. */
const target = 1.5;

/** How the strategies did with one model. */
export function strategyTable({ facts, ours, plain }: Results, files: readonly SourceFile[]): Table {
  const { pace, surprising } = facts;
  const languages = new Set(files.map(({ language }) => language)).size;
  const model = surprising > 0 ? `does not foresee ${surprising * 100} % of its tokens` : 'knows the file';
  return {
    title: `A model that ${model}, first token at ${pace.firstTokenMs} ms, ${pace.tokensPerSecond} tokens/s; ${files.length} files of ${languages} languages, ${ours.keys} keys`,
    columns: [
      ...['strategy', 'first line right', 'all right', 'any on screen', 'requests per 100 keys', 'wasted'],
      ...['of these at mistakes', 'paints per 100 keys', 'wrong paints', 'replaced', 'blank frames'],
      'KB per 100 keys',
    ],
    rows: [
      strategyRow('ours', ours),
      ...plain.map(([name, outcome]) => strategyRow(name, outcome)),
      ceilingRow(ours),
    ],
    notes: [verdict({ facts, ours, plain }), requests({ facts, ours, plain })],
  };
}

function strategyRow(name: string, outcome: Outcome): (string | number)[] {
  const { keys, wasted, paints } = outcome;
  const per100 = (count: number): number => round((count / keys) * 100);
  return [
    ...[name, share(outcome.rightLine, keys), share(outcome.right, keys), share(outcome.shown, keys)],
    ...[per100(outcome.requests), share(wasted, outcome.requests), share(outcome.wastedAtMistakes, wasted)],
    ...[per100(paints), share(outcome.wrongPaints, paints), outcome.replaced, outcome.blankFrames],
    per100(outcome.bytes / 1024),
  ];
}

function ceilingRow({ possible, possibleLine, keys }: Outcome): string[] {
  const counted = ['no wait at all: the most possible', share(possibleLine, keys), share(possible, keys)];
  return [...counted, ...Array<string>(9).fill('')];
}

function verdict({ ours, plain }: Results): string {
  const { outcome } = bestOf(plain);
  const ratio = ours.rightLine / outcome.rightLine;
  const most = ours.possibleLine / outcome.rightLine;
  const reachable = most >= target ? '' : ', as no engine could at this pace';
  const met = ratio >= target ? 'met' : `NOT MET${reachable}`;
  return `First line right on ${round(ratio)} times as many keys as the best plain strategy, at most ${round(most)} times are possible; target ${target}: ${met}.`;
}

function requests({ ours, plain }: Results): string {
  const last = plain.at(-1)?.[1].requests ?? 0;
  const met = ours.requests < last ? 'met' : 'NOT MET';
  return `Requests: ${ours.requests}; target fewer than the last strategy's ${last}: ${met}.`;
}

/** How the comparison depends on the time to the first token. */
export function paceTable(all: readonly Results[]): Table {
  return {
    title: `The same by the time to the first token; ${all[0]?.facts.pace.tokensPerSecond ?? 0} tokens/s, a model that knows the file; first line right`,
    columns: [
      ...['first token', 'ours', 'best plain strategy', 'which', 'most possible'],
      ...['ours to best plain', 'most possible to best plain', 'missed by ours', 'missed by best plain'],
    ],
    rows: all.map(({ facts, ours, plain }) => {
      const { name, outcome } = bestOf(plain);
      const { keys, possibleLine } = ours;
      const missed = (o: Outcome): string => share(possibleLine - o.rightLine, possibleLine);
      return [
        ...[`${facts.pace.firstTokenMs} ms`, share(ours.rightLine, keys), share(outcome.rightLine, keys)],
        ...[name, share(possibleLine, keys), round(ours.rightLine / outcome.rightLine)],
        ...[round(possibleLine / outcome.rightLine), missed(ours), missed(outcome)],
      ];
    }),
    notes: ['Missed: keys at which the right line was possible and not on screen, of those at which it was.'],
  };
}

function bestOf(plain: Results['plain']): { readonly name: string; readonly outcome: Outcome } {
  const [best] = plain.toSorted(([, a], [, b]) => b.rightLine - a.rightLine);
  if (!best) throw new Error('there is no strategy to compare with');
  const [name, outcome] = best;
  return { name, outcome };
}

function share(count: number, of: number): string {
  return of === 0 ? '' : `${((count / of) * 100).toFixed(1)} %`;
}
