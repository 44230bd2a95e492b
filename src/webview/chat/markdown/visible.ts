/**
 * Characters that hide or reorder what stands beside them: controls, directional overrides and isolates, invisible
 * operators, tags. Joiners and plain direction marks stay: languages and emoji need them.
 */
const hidden =
  /(?![\t\n])[\p{Cc}\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** More marks on one letter than any script puts there. */
const heaps = /(\p{M}{8})\p{M}+/gu;

/**
 * Text of a model as it may be shown: what would be invisible or turn the line around is written out (`⟦U+202E⟧`), heaps of
 * marks on one letter are cut. Only for the eye; what is copied or applied is the text itself.
 */
export function visible(text: string): string {
  return text
    .replace(hidden, char => `⟦U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`)
    .replace(heaps, '$1');
}
