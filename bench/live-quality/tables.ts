import { random } from '../support/random';
import type { Table } from '../support/report';
import { summary } from '../support/stats';
import type { Place } from '../live/places';
import { judged, type Outcome } from './score';

/** What both arms made of one place. */
interface Pair<T = Outcome> {
  readonly ours: T;
  readonly plain: T;
}

/**
 * What a real model's answers are worth.
 * @param code whose places they are
 */
export function answersTable(
  code: string,
  outcomes: readonly Outcome[],
  places: ReadonlyMap<string, Place>,
): Table {
  const pairs = pairsOf(
    outcomes.flatMap(each => {
      const place = places.get(each.id);
      return place ? [{ ...each, ...judged(each, place) }] : [];
    }),
  );
  const rows = (['ours', 'plain'] as const).map(arm => {
    const all = pairs.map(pair => pair[arm]);
    const first = all.flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
    const times = summary(first.length > 0 ? first : [NaN]);
    return [
      arm,
      all.filter(({ firstLine }) => firstLine).length,
      sum(all, ({ kept }) => kept),
      sum(all, ({ shown }) => shown),
      `${times.p50} / ${times.p95}`,
    ];
  });
  return {
    title: `Qwen: ${pairs.length} held-out places in ${code}`,
    columns: ['asked', 'exact first lines', 'characters kept', 'of shown', 'first token p50 / p95, ms'],
    rows: [
      ...rows,
      [
        'ours / plain',
        ratioOf(pairs, ({ firstLine }) => Number(firstLine)),
        ratioOf(pairs, ({ kept }) => kept),
        ratioOf(pairs, ({ shown }) => shown),
        '',
      ],
    ],
    notes: [
      'Kept: how far a suggestion agrees with what stood there; where one piece is right, the next one counts too.',
      ranges,
    ],
  };
}

/**
 * How many tokens of prompts the server reads.
 * @param places what they are
 */
export function tokensTable(places: string, outcomes: readonly Outcome[]): Table {
  const pairs = pairsOf(outcomes);
  const keys = (each: Outcome): number => sum(each.keys, count => count);
  const requests = (each: Outcome): number => 1 + each.keys.length;
  const all = (each: Outcome): number => each.read + keys(each);
  const rows = (['ours', 'plain'] as const).map(arm => {
    const done = pairs.map(pair => pair[arm]);
    return [
      arm,
      Math.round(sum(done, ({ read }) => read) / done.length),
      Math.round(sum(done, keys) / sum(done, ({ keys: { length } }) => length)),
      Math.round(sum(done, all) / sum(done, requests)),
    ];
  });
  return {
    title: `Tokens of prompts that are read: ${pairs.length} ${places}`,
    columns: ['asked', 'first request', 'a further key', 'all, per request'],
    rows: [
      ...rows,
      ['ours / plain', ratioOf(pairs, ({ read }) => read), ratioOf(pairs, keys), ratioOf(pairs, all)],
    ],
    notes: ['The first request of ours includes what was sent ahead for its file.', ranges],
  };
}

const ranges = 'In brackets: where 95 % of 2,000 samples lie that are drawn from the places with repetition.';

function pairsOf<T extends Outcome>(outcomes: readonly T[]): readonly Pair<T>[] {
  const plain = new Map(outcomes.filter(({ arm }) => arm === 'plain').map(each => [each.id, each]));
  return outcomes.flatMap(each => {
    const other = plain.get(each.id);
    return each.arm === 'ours' && other ? [{ ours: each, plain: other }] : [];
  });
}

/** A sum of ours by the sum of plain, and how sure that is. */
function ratioOf<T>(pairs: readonly Pair<T>[], of: (each: T) => number): string {
  const ratio = (chosen: readonly Pair<T>[]): number =>
    sum(chosen, ({ ours }) => of(ours)) / sum(chosen, ({ plain }) => of(plain));
  const next = random('samples');
  const samples = Array.from({ length: 2_000 }, () =>
    ratio(pairs.flatMap(() => pairs[Math.floor(next() * pairs.length)] ?? [])),
  ).sort((a, b) => a - b);
  const [low = NaN, high = NaN] = [samples[50], samples[1_949]];
  return `${ratio(pairs).toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
