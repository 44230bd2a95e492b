import { align, type Alignment } from './alignment';
import { orders, singleOrder } from './contextIndex';
import { countPlaces } from './searchable';
import { Renamer } from './renamer';
import { boundaryId, type SymbolTable } from './symbols';
import { levels, newestLevels, VoteList, type Source } from './votes';

/** How many occurrences are looked at, by order: the newest ones. */
const lookBack: readonly number[] = [24, 32, 40, 32, 48];

/** Possible symbols that are looked at closely, at most. */
const mostVotes = 24;

/** How fast older occurrences lose weight, by their place in the chain. */
const fading = 0.15;

/** The age of places that come in no order. */
const meanAge = 4;

/** What counts of the likeness beyond the first difference, and what a different name takes from it. */
const beyondDifference = 0.5;
const perDifference = 0.5;

/** What names with the same first word give back. */
const perKin = 2;

/**
 * Collects votes for the symbol after `history[0..length)`: every place where the last symbols have stood before,
 * or others of the same shape, votes for what followed there, the stronger the more the two places are alike.
 * Only symbols that `admits` lets through are counted.
 */
export class Predictor {
  private readonly votes = new VoteList();
  private readonly visited = new Set<number>();
  private readonly alignment: Alignment = { match: 0, same: 0, differing: 0, kin: 0, next: 0, made: false };
  private readonly found = new Int32Array(64);
  private readonly renamer: Renamer;

  constructor(private readonly table: SymbolTable) {
    this.renamer = new Renamer(table);
  }

  predict(
    sources: readonly Source[],
    family: number,
    history: Int32Array,
    length: number,
    admits?: (symbol: number) => boolean,
  ): VoteList {
    this.votes.clear();
    for (const source of sources) this.collect(source, sources, family, history, length, admits);
    this.votes.keep(mostVotes);
    return this.votes;
  }

  private collect(
    source: Source,
    sources: readonly Source[],
    family: number,
    history: Int32Array,
    length: number,
    admits: ((symbol: number) => boolean) | undefined,
  ): void {
    const { index, weight } = source;
    const { symbols } = index;
    const { alignment, visited, found } = this;
    visited.clear();
    for (let order = 0; order < orders.length; order++) {
      const count = index.places(order, family, history, length - 1, lookBack[order] ?? 0, found);
      for (let age = 0; age < count; age++) {
        const at = found[age] ?? 0;
        if (at + 1 >= index.length || visited.has(at)) continue;
        visited.add(at);
        if ((symbols[at + 1] ?? 0) >> 1 === boundaryId) continue;
        const segment = index.segmentOf(at);
        if (!index.usable(segment, family)) continue;
        align(alignment, this.table, this.renamer, symbols, at, history, length);
        // A name that stands nowhere any more was in a file that is not to be known.
        if (alignment.made && !this.stands(alignment.next, sources, family))
          alignment.next = symbols[at + 1] ?? 0;
        if (admits && !admits(alignment.next)) continue;
        const likeness = likenessOf(alignment);
        const strength = (weight * likeness ** 4) / (1 + fading * (index.newestFirst ? age : meanAge));
        if (strength === 0) continue;
        this.add(alignment, alignment.next !== symbols[at + 1], strength, likeness, source, at, segment);
      }
    }
  }

  /** Whether a text is found at one of the newest places it may stand at in an index. */
  private stands(symbol: number, sources: readonly Source[], family: number): boolean {
    return sources.some(({ index }) => countPlaces(index, singleOrder, family, symbol >> 1, 1).found > 0);
  }

  private add(
    { next, match }: Alignment,
    renamed: boolean,
    weight: number,
    likeness: number,
    source: Source,
    place: number,
    segment: number,
  ): void {
    const { votes } = this;
    const vote = votes.have(next, source, segment);
    votes.total += weight;
    vote.weight += weight;
    vote.count++;
    if (match > vote.longest) vote.longest = match;
    if (likeness > vote.likeness) vote.likeness = likeness;
    if (source.here) vote.here++;
    let level = levels.length - 1;
    while (level >= 0 && (levels[level] ?? 0) > match) level--;
    if (level >= 0) {
      const counts = source.here ? vote.near : vote.far;
      counts[level] = (counts[level] ?? 0) + 1;
    }
    if (source.here)
      for (let each = 0; each < newestLevels.length && match >= (newestLevels[each] ?? 0); each++)
        if (place >= (vote.newest[each] ?? 0)) vote.newest[each] = place + 1;
    if (weight <= vote.most) return;
    vote.most = weight;
    vote.source = source;
    vote.segment = segment;
    vote.place = place;
    vote.renamed = renamed;
  }
}

/** How alike two places are, as a length of context: 32 at most. */
function likenessOf({ match, same, differing, kin }: Alignment): number {
  const beyond = same - match - perDifference * differing + perKin * kin;
  return Math.min(32, beyond > 0 ? match + beyondDifference * beyond : match);
}
