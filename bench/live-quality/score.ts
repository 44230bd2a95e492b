import * as v from 'valibot';
import { summary } from '../support/stats';
import type { Table } from '../support/report';
import type { Place } from '../live/places';
import type { Shown } from './ours';

export const arms = ['ours', 'plain'] as const;
export type Arm = (typeof arms)[number];

export const outcome = v.object({
  id: v.string(),
  arm: v.picklist(arms),
  /** In UTF-16 code units. */
  shown: v.number(),
  kept: v.number(),
  firstLine: v.boolean(),
  firstTokenMs: v.optional(v.number()),
  /** Tokens of prompts that were read for the first request at the place, what was sent ahead included. */
  read: v.number(),
  /** For each key that was typed on: tokens of its prompt that were read. */
  keys: v.array(v.number()),
});

/** What came of one place. */
export type Outcome = v.InferOutput<typeof outcome>;

/** How far a suggestion is what stood there. Its pieces are taken one after the other, up to the first that is wrong. */
export function scored(
  { held, behind }: Place,
  { pieces }: Shown,
): Pick<Outcome, 'shown' | 'kept' | 'firstLine'> {
  const truth = held + behind;
  let kept = 0;
  let shown = 0;
  for (const piece of pieces) {
    const right = common(piece, truth.slice(kept));
    kept += right;
    shown += piece.length;
    if (right < piece.length) break;
  }
  const line = (text: string): string => (text.split('\n', 1)[0] ?? '').trimEnd();
  return { shown, kept, firstLine: pieces.length > 0 && line(pieces.join('')) === line(held) };
}

function common(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** The table of both arms, over the places that both have done. */
export function tableOf(model: string, outcomes: readonly Outcome[]): Table {
  const byArm = (arm: Arm): Map<string, Outcome> =>
    new Map(outcomes.filter(each => each.arm === arm).map(each => [each.id, each]));
  const [ours, plain] = [byArm('ours'), byArm('plain')];
  const ids = [...ours.keys()].filter(id => plain.has(id));
  const rows = [ours, plain].map((arm, at) => {
    const all = ids.flatMap(id => arm.get(id) ?? []);
    const sum = (of: (each: Outcome) => number): number => all.reduce((total, each) => total + of(each), 0);
    const first = all.flatMap(({ firstTokenMs }) => firstTokenMs ?? []);
    const keys = all.flatMap(each => each.keys);
    const times = summary(first.length > 0 ? first : [NaN]);
    return {
      name: arms[at] ?? '',
      firstLine: all.filter(each => each.firstLine).length,
      kept: sum(each => each.kept),
      shown: sum(each => each.shown),
      first: times,
      read: sum(each => each.read),
      keys: keys.length === 0 ? NaN : keys.reduce((total, each) => total + each, 0) / keys.length,
      all:
        (sum(each => each.read) + keys.reduce((total, each) => total + each, 0)) / (all.length + keys.length),
    };
  });
  const ratio = (of: (row: (typeof rows)[number]) => number): string =>
    ((rows[0] ? of(rows[0]) : NaN) / (rows[1] ? of(rows[1]) : NaN)).toFixed(2);
  return {
    title: `${model}: ${ids.length} held-out places`,
    columns: [
      ...['asked', 'exact first lines', 'characters kept', 'of shown', 'first token p50 / p95, ms'],
      ...['tokens read: first request', 'a further key', 'all, per request'],
    ],
    rows: [
      ...rows.map(({ name, firstLine, kept, shown, first, read, keys, all }) => [
        name,
        firstLine,
        kept,
        shown,
        `${first.p50} / ${first.p95}`,
        Math.round(read / ids.length),
        Math.round(keys),
        Math.round(all),
      ]),
      [
        'ours / plain',
        ratio(row => row.firstLine),
        ratio(row => row.kept),
        ratio(row => row.shown),
        ratio(row => row.first.p50),
        ratio(row => row.read),
        ratio(row => row.keys),
        ratio(row => row.all),
      ],
    ],
    notes: [
      'Kept: how far a suggestion agrees with what stood there; where one piece is right, the next one counts too.',
      'The first request of ours includes what was sent ahead for its file.',
    ],
  };
}
