import type { Rewrite } from './rewrite';

/** Where a selection begins and ends in the wrapping that made it parse. */
interface Wrapped {
  readonly start: number;
  readonly end: number;
}

/** What each rule finds in a wrapped selection, one rule per step, as rewrites of the selection itself. */
export function* findEach<Source extends Wrapped>(
  source: Source,
  rules: readonly { find(source: Source): Rewrite[] }[],
): Generator<Rewrite[], void> {
  for (const rule of rules) yield within(source, rule.find(source));
}

/** What would change the wrapping is dropped. */
function within({ start, end }: Wrapped, rewrites: readonly Rewrite[]): Rewrite[] {
  return rewrites
    .filter(({ edits }) => edits.every(edit => edit.start >= start && edit.end <= end))
    .map(rewrite => ({
      ...rewrite,
      at: rewrite.at - start,
      edits: rewrite.edits.map(edit => ({ ...edit, start: edit.start - start, end: edit.end - start })),
    }));
}
