/**
 * The contexts by which a prior is asked: the last one to five symbols. A context is a hash of 31 bits, 0 for none.
 */

/** How many kinds of contexts there are; a longer one comes after the shorter one. */
export const priorKinds = 5;

/** The hash of the context of a kind that ends before `end` of `contexts` (numbers of the prior). */
export function priorHash(kind: number, contexts: Int32Array, end: number): number {
  if (end < kind + 1) return 0;
  let hash = kind + 1;
  for (let at = end - 1; at >= end - 1 - kind; at--) {
    hash = Math.imul(hash ^ (contexts[at] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b) >>> 1 || 1;
}
