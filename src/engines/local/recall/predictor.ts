import { align, type Alignment } from './alignment';
import { orders, type ContextIndex } from './contextIndex';
import { Renamer } from './renamer';
import { boundaryId, type SymbolTable } from './symbols';

/** What is known about one possible next symbol. */
export interface Vote {
  symbol: number;
  weight: number;
  /** Occurrences that support it. */
  count: number;
  /** The longest exact context (symbols) after which it was seen. */
  longest: number;
  /** The greatest likeness of a place where it was seen to the place before the cursor. */
  likeness: number;
  /** Occurrences in the current file. */
  here: number;
  /** The occurrence that speaks for it most: its weight, its source and its segment there. */
  most: number;
  source: Source;
  segment: number;
}

/** All votes of one prediction; valid until the next. */
export interface Votes {
  /** In order of first sight. */
  readonly list: readonly Vote[];
  /** Sum of the weights. */
  readonly total: number;
}

/** An index and what an occurrence in it counts, compared with the others. */
export interface Source {
  readonly name: 'current' | 'tabs' | 'workspace';
  readonly index: ContextIndex;
  readonly weight: number;
  /** True for the index of the current file. */
  readonly here: boolean;
}

/** How many occurrences are looked at, by order: the newest ones. */
const lookBack: readonly number[] = [24, 32, 40, 32, 48];

/** The order of single symbols, and how many places a text is looked for at. */
const singleOrder = orders.findIndex(({ length }) => length === 1);
const lookedThrough = 16;

/** How fast older occurrences lose weight, by their place in the chain. */
const fading = 0.15;

/** What counts of the likeness beyond the first difference, and what a different name takes from it. */
const beyondDifference = 0.5;
const perDifference = 0.5;

/**
 * Collects votes for the symbol after `history[0..length)`: every place where the last symbols have stood before,
 * or others of the same shape, votes for what followed there, the stronger the more the two places are alike.
 * Only symbols that `admits` lets through are counted.
 */
export class Predictor {
  private readonly list: Vote[] = [];
  private readonly bySymbol = new Map<number, Vote>();
  private readonly visited = new Set<number>();
  private readonly alignment: Alignment = { match: 0, same: 0, differing: 0, next: 0, made: false };
  private readonly probe = new Int32Array(1);
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
  ): Votes {
    this.list.length = 0;
    this.bySymbol.clear();
    let total = 0;
    for (const source of sources) total += this.collect(source, sources, family, history, length, admits);
    return { list: this.list, total };
  }

  private collect(
    source: Source,
    sources: readonly Source[],
    family: number,
    history: Int32Array,
    length: number,
    admits: ((symbol: number) => boolean) | undefined,
  ): number {
    const { index, weight } = source;
    const { symbols, segments, masked, families } = index;
    const { alignment, visited } = this;
    let total = 0;
    visited.clear();
    for (let order = 0; order < orders.length; order++) {
      const previous = index.previous[order];
      if (!previous) continue;
      let at = index.newest(order, family, history, length - 1);
      const most = lookBack[order] ?? 0;
      for (let age = 0; age < most && at >= 0; age++, at = previous[at] ?? -1) {
        if (at + 1 >= index.length || visited.has(at)) continue;
        visited.add(at);
        const segment = segments[at] ?? 0;
        if (masked[segment] || families[segment] !== family) continue;
        if ((symbols[at + 1] ?? 0) >> 1 === boundaryId) continue;
        align(alignment, this.table, this.renamer, symbols, at, history, length);
        // A name that stands nowhere any more was in a file that is not to be known.
        if (alignment.made && !this.stands(alignment.next, sources, family))
          alignment.next = symbols[at + 1] ?? 0;
        if (admits && !admits(alignment.next)) continue;
        const likeness = likenessOf(alignment);
        const strength = (weight * likeness ** 4) / (1 + fading * age);
        if (strength === 0) continue;
        total += strength;
        this.add(alignment.next, strength, alignment.match, likeness, source, segment);
      }
    }
    return total;
  }

  /** Whether a text is found at one of the newest places it may stand at in an index. */
  private stands(symbol: number, sources: readonly Source[], family: number): boolean {
    const { probe } = this;
    probe[0] = symbol;
    return sources.some(({ index }) => {
      const previous = index.previous[singleOrder];
      let at = index.newest(singleOrder, family, probe, 0);
      for (let left = lookedThrough; left > 0 && at >= 0; left--, at = previous?.[at] ?? -1) {
        const isIt = (index.symbols[at] ?? 0) >> 1 === symbol >> 1;
        if (isIt && !index.masked[index.segments[at] ?? 0]) return true;
      }
      return false;
    });
  }

  private add(
    symbol: number,
    weight: number,
    match: number,
    likeness: number,
    source: Source,
    segment: number,
  ): void {
    let vote = this.bySymbol.get(symbol);
    if (!vote) {
      vote = { symbol, weight: 0, count: 0, longest: 0, likeness: 0, here: 0, most: 0, source, segment };
      this.bySymbol.set(symbol, vote);
      this.list.push(vote);
    }
    vote.weight += weight;
    vote.count++;
    if (match > vote.longest) vote.longest = match;
    if (likeness > vote.likeness) vote.likeness = likeness;
    if (source.here) vote.here++;
    if (weight <= vote.most) return;
    vote.most = weight;
    vote.source = source;
    vote.segment = segment;
  }
}

/** How alike two places are, as a length of context: 32 at most. */
function likenessOf({ match, same, differing }: Alignment): number {
  const beyond = same - match - perDifference * differing;
  return Math.min(32, beyond > 0 ? match + beyondDifference * beyond : match);
}

/** The vote with the greatest weight; the earlier one where two are equal. */
export function strongest(votes: Votes): Vote | undefined {
  let best: Vote | undefined;
  for (const vote of votes.list) if (!best || vote.weight > best.weight) best = vote;
  return best;
}
