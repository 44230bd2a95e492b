/** A file that code may belong to. */
export interface Candidate<T> {
  readonly file: T;
  readonly text: string;
}

/** At least so many lines of the code must stand in the file, and such a share of them. */
const fewestLines = 2;
const leastShare = 0.25;
/** The best file must have so many times the lines of the next one. */
const lead = 1.5;

/**
 * The file that code belongs to, by the lines they share; undefined when none has enough of them, or several have as
 * many. Lines count by their words, once each; brackets and the like tell nothing.
 */
export function bestMatch<T>(code: string, candidates: readonly Candidate<T>[]): T | undefined {
  const wanted = telling(code);
  const scored = candidates
    .map(({ file, text }) => ({ file, shared: [...telling(text)].filter(line => wanted.has(line)).length }))
    .sort((a, b) => b.shared - a.shared);
  const [best, next] = scored;
  if (!best || best.shared < fewestLines || best.shared < wanted.size * leastShare) return undefined;
  return best.shared >= (next?.shared ?? 0) * lead ? best.file : undefined;
}

function telling(text: string): Set<string> {
  const lines = text.split('\n').map(line => line.trim());
  return new Set(lines.filter(line => (line.match(/[\p{L}\p{N}_]/gu)?.length ?? 0) >= 4));
}
