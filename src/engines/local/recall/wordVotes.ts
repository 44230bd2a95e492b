import type { Source, Votes } from './predictor';
import type { SymbolTable } from './symbols';

/** Occurrences of one word that are counted at most. */
const countedOccurrences = 8;

/** Words with the same beginning that are looked at, at most; the newest known. */
const maxWords = 400;

/** Weight of one occurrence that shares no context with the cursor: below that of any that does. */
const weightOfOccurrence = 0.3;

/**
 * Adds votes for words that begin as typed, wherever they stand: without a common context, frequency in the
 * current file and elsewhere is the only evidence.
 */
export function addWordVotes(
  votes: Votes,
  table: SymbolTable,
  sources: readonly Source[],
  family: number,
  typed: string,
  bit: number,
): Votes {
  const list = [...votes.list];
  let total = votes.total;
  const probe = new Int32Array(1);
  for (const id of table.startingWith(typed).slice(-maxWords)) {
    const symbol = id * 2 + bit;
    let weight = 0;
    let here = 0;
    let count = 0;
    let best: { readonly source: Source; readonly segment: number } | undefined;
    probe[0] = symbol;
    for (const source of sources) {
      const { found, segment } = occurrences(source, family, probe, id);
      weight += found * weightOfOccurrence * source.weight;
      count += found;
      if (source.here) here += found;
      if (found > 0) best ??= { source, segment };
    }
    if (!best) continue;
    total += weight;
    const vote = list.find(other => other.symbol === symbol);
    if (vote) vote.weight += weight;
    else list.push({ symbol, weight, count, longest: 0, likeness: 0, here, most: weight, ...best });
  }
  return { list, total };
}

/** How often a word stands in an index, of the newest places, and the segment of the newest. */
function occurrences(
  { index }: Source,
  family: number,
  probe: Int32Array,
  id: number,
): { readonly found: number; readonly segment: number } {
  const order = index.previous.length - 1;
  let found = 0;
  let newest = 0;
  let at = index.newest(order, family, probe, 0);
  for (let left = countedOccurrences * 2; left > 0 && at >= 0 && found < countedOccurrences; left--) {
    const segment = index.segments[at] ?? 0;
    if ((index.symbols[at] ?? 0) >> 1 === id && !index.masked[segment]) {
      if (found++ === 0) newest = segment;
    }
    at = index.previous[order]?.[at] ?? -1;
  }
  return { found, segment: newest };
}
