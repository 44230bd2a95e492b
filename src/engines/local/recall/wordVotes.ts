import { singleOrder } from './contextIndex';
import { countPlaces } from './searchable';
import type { SymbolTable } from './symbols';
import type { Source, VoteList } from './votes';

/** Occurrences of one word that are counted at most. */
const countedOccurrences = 8;

/** Words with the same beginning that are looked at, at most; the newest known. */
const maxWords = 60;

/**
 * Adds words that begin as typed, wherever they stand, and says how often they do: without a common context, frequency
 * in the current file and elsewhere is the only evidence.
 */
export function addWordVotes(
  votes: VoteList,
  table: SymbolTable,
  sources: readonly Source[],
  family: number,
  typed: string,
  bit: number,
): void {
  for (const id of table.startingWith(typed, maxWords)) {
    for (const source of sources) {
      const { index } = source;
      const { found, first } = countPlaces(index, singleOrder, family, id, countedOccurrences);
      if (found > 0) votes.have(id * 2 + bit, source, index.segmentOf(first)).standing += found;
    }
  }
}
