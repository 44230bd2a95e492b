import type { Rewrite } from './rewrite';
import type { Extent } from './setAside';

/** Where a selection begins and ends in the wrapping that made it parse. */
interface Wrapped {
  readonly start: number;
  readonly end: number;
  /** Where nothing may be changed. */
  readonly closed: readonly Extent[];
}

/** What each rule finds in a wrapped selection, one rule per step, as rewrites of the selection itself. */
export function* findEach<Source extends Wrapped>(
  source: Source,
  rules: readonly { find(source: Source): Rewrite[] }[],
): Generator<Rewrite[], void> {
  for (const rule of rules) yield within(source, rule.find(source));
}

/** What would change the wrapping is dropped. */
function within({ start, end, closed }: Wrapped, rewrites: readonly Rewrite[]): Rewrite[] {
  return rewrites
    .filter(({ edits }) => edits.every(edit => edit.start >= start && edit.end <= end))
    .filter(({ edits }) =>
      edits.every(edit => !closed.some(place => edit.start < place.end && edit.end > place.start)),
    )
    .map(rewrite => ({
      ...rewrite,
      at: rewrite.at - start,
      edits: rewrite.edits.map(edit => ({ ...edit, start: edit.start - start, end: edit.end - start })),
    }));
}
