/** Something that could go into a prompt. */
export interface Candidate {
  /** Names it: no other one has it, and the same text has it at another time too. */
  readonly key: string;
  readonly tokens: number;
  /** Higher is better. */
  readonly score: number;
}

/** By how much a newcomer has to be better than what was chosen the last time. */
export const loyalty = 1.3;

/**
 * The best candidates that fit into a budget of tokens. What was chosen the last time stays unless others are clearly
 * better, and keeps its place; newcomers come behind it: so the beginning of a prompt stays the same for long.
 * @param before the keys chosen the last time, in their order
 */
export function choose<T extends Candidate>(
  candidates: readonly T[],
  budget: number,
  before: readonly string[],
): T[] {
  const places = new Map(before.map((key, place) => [key, place]));
  const weight = ({ key, score }: T): number => (places.has(key) ? score * loyalty : score);
  let left = budget;
  const chosen: T[] = [];
  for (const candidate of [...candidates].sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1))) {
    if (candidate.tokens > left) continue;
    left -= candidate.tokens;
    chosen.push(candidate);
  }
  const place = ({ key }: T): number => places.get(key) ?? before.length;
  // The sort is stable: newcomers keep the order of their weight.
  return chosen.sort((a, b) => place(a) - place(b));
}
