import type { SymbolTable } from './symbols';
import { heaviest, type Source, type VoteList } from './votes';

/** How many symbols before the cursor are looked at for names, and how many names are taken. */
const lookedAt = 240;
const taken = 20;

/** Names of open blocks that are taken. */
const takenOpen = 24;

/** With a context this short a name may come where something else is likelier; so many are taken then. */
const unclearLikeness = 4;
const takenUnclear = 8;

/** As much of a word that is typed in part: what it may be is told by its beginning, so more may be looked at. */
const lookedAtTyped = 3000;

/** A context that is alike for longer than this needs no names from elsewhere. */
const clearLikeness = 12;

/**
 * Where a name is expected, the names that were used last in the current file are possible too, whatever stood before
 * them: what a function is about is spoken of again and again.
 * @param grown how many symbols at the end of the history are not in the current file
 * @param typed whether a part of the word is typed; then only what `admits` lets through is taken
 */
export function addRecentNames(
  votes: VoteList,
  table: SymbolTable,
  current: Source,
  history: Int32Array,
  length: number,
  grown: number,
  typed: boolean,
  bit: number,
  admits: ((symbol: number) => boolean) | undefined,
  inOpenBlocks: readonly number[],
): void {
  const best = heaviest(votes);
  if (best && best.likeness > clearLikeness) return;
  const expected = typed || (best !== undefined && table.isName(best.symbol >> 1));
  if (!expected && (!best || best.likeness > unclearLikeness)) return;
  const blank = typed || !best ? bit : best.symbol & 1;
  const { index } = current;
  const { symbols, length: end } = index;
  const most = Math.min(typed ? lookedAtTyped : lookedAt, end + grown);
  let taking = 0;
  for (const id of inOpenBlocks) {
    if (taking >= (expected ? takenOpen : takenUnclear)) break;
    const symbol = id * 2 + blank;
    if (admits && !admits(symbol)) continue;
    votes.have(symbol, current, index.segmentOf(Math.max(0, end - 1)));
    taking++;
  }
  if (!expected) return;
  let found = 0;
  for (let back = 0; back < most && found < taken; back++) {
    const at = Math.min(end - 1, end - 1 - (back - grown));
    const id = ((back < grown ? history[length - 1 - back] : symbols[at]) ?? 0) >> 1;
    if (!table.isName(id)) continue;
    const symbol = id * 2 + blank;
    if (admits && !admits(symbol)) continue;
    const vote = votes.have(symbol, current, index.segmentOf(Math.max(0, at)));
    if (vote.recent === 0) vote.recent = ++found;
  }
}
