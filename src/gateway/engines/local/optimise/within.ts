import type { Rewrite } from './rewrite';

/** Rewrites of a wrapped selection as rewrites of the selection itself; what would change the wrapping is dropped. */
export function within(
  { start, end }: { readonly start: number; readonly end: number },
  rewrites: readonly Rewrite[],
): Rewrite[] {
  return rewrites
    .filter(({ edits }) => edits.every(edit => edit.start >= start && edit.end <= end))
    .map(rewrite => ({
      ...rewrite,
      at: rewrite.at - start,
      edits: rewrite.edits.map(edit => ({ ...edit, start: edit.start - start, end: edit.end - start })),
    }));
}
