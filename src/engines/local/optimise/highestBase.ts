/**
 * The highest whole number below `above` at which a recursion that counts down ends. Undefined where it ends nowhere, or
 * passes a number between two at which it ends: a loop from the highest on would take the wrong one for it. Below zero all
 * numbers are alike to the tests that are read.
 */
export function highestBase(above: number, ends: (value: number) => boolean): number | undefined {
  let highest = above - 1;
  while (highest >= 0 && !ends(highest)) highest--;
  if (highest < 0) return undefined;
  let lowest = highest;
  while (lowest >= 0 && ends(lowest - 1)) lowest--;
  for (let below = lowest - 1; below >= -1; below--) if (ends(below)) return undefined;
  return highest;
}
