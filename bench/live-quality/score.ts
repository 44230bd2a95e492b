import * as v from 'valibot';
import type { Place } from '../live/places';
import { oursShown } from './ours';
import { plainShown } from './plain';

export const arms = ['ours', 'plain'] as const;
export type Arm = (typeof arms)[number];

export const outcome = v.object({
  id: v.string(),
  arm: v.picklist(arms),
  /** The answer as it came: what is shown of it is told when it is judged, by the filters of that day. */
  text: v.string(),
  firstTokenMs: v.optional(v.number()),
  /** Tokens of prompts that were read for the first request at the place, what was sent ahead included. */
  read: v.number(),
  /** For each key that was typed on: tokens of its prompt that were read. */
  keys: v.array(v.number()),
});

/** What came of one place. */
export type Outcome = v.InferOutput<typeof outcome>;

/** What an answer was worth. */
export interface Score {
  readonly pieces: readonly string[];
  /** In UTF-16 code units. */
  readonly shown: number;
  readonly kept: number;
  readonly firstLine: boolean;
}

/** Judges an answer to what was asked at a place. */
export function judged({ arm, text }: Pick<Outcome, 'arm' | 'text'>, place: Place): Score {
  return scored(place, arm === 'ours' ? oursShown(place, text) : plainShown(text));
}

/**
 * How far a suggestion is what was taken out. Its pieces are taken one after the other, up to the first that is wrong. What
 * stands behind the place already is not kept of a suggestion that says it again: it would be there twice.
 */
export function scored({ held }: Pick<Place, 'held'>, pieces: readonly string[]): Score {
  let kept = 0;
  let shown = 0;
  for (const piece of pieces) {
    const right = common(piece, held.slice(kept));
    kept += right;
    shown += piece.length;
    if (right < piece.length) break;
  }
  const line = (text: string): string => (text.split('\n', 1)[0] ?? '').trimEnd();
  return { pieces, shown, kept, firstLine: pieces.length > 0 && line(pieces.join('')) === line(held) };
}

function common(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
