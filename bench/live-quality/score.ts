import * as v from 'valibot';
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
