import type { Searchable } from './searchable';

/** Lengths of context (symbols) by which occurrences are counted, each with all longer ones. */
export const levels: readonly number[] = [1, 2, 3, 4, 6, 10, 16];

/** Lengths of context by which what followed last in the current file is told. */
export const newestLevels: readonly number[] = [1, 2, 4];

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
  /** Where that is in the index of its source; -1 when no context speaks for it. */
  place: number;
  /** Whether that occurrence speaks for it under another name. */
  renamed: boolean;
  /** Occurrences by the highest of `levels` that their context reaches, in the current file and elsewhere. */
  readonly near: Uint16Array;
  readonly far: Uint16Array;
  /** By the contexts of `newestLevels`: the last place in the current file where it followed one so long, and one more; 0 for none. */
  readonly newest: Float64Array;
  /** Where it stands among the names used last, the last one being 1; 0 when it is none of those. */
  recent: number;
  /** How often the word stands in what is searched, whatever is before it; 0 when that was not asked. */
  standing: number;
  /** What the prior of the language gives it, 0 to 1, and how long the context is that says so, in symbols. */
  prior: number;
  priorLength: number;
  /** How usual it is in the language, whatever is before it: 0 to 1. */
  usual: number;
  /** The chance that it is what follows, 0 to 1; set when the votes are mixed. */
  chance: number;
}

/** All votes of one prediction; valid until the next. */
export interface Votes {
  /** In order of first sight. */
  readonly list: Vote[];
  /** Sum of the weights. */
  total: number;
}

/** An index and what an occurrence in it counts, compared with the others. */
export interface Source {
  readonly name: 'current' | 'tabs' | 'workspace' | 'prior';
  readonly index: Searchable;
  readonly weight: number;
  /** True for the index of the current file. */
  readonly here: boolean;
}

/** A list of votes that is filled anew for each prediction. */
export class VoteList implements Votes {
  readonly list: Vote[] = [];
  total = 0;
  private readonly bySymbol = new Map<number, Vote>();
  /** Votes that were handed out and may be again. */
  private readonly pool: Vote[] = [];

  /** Empties the list; the votes that were in it are used again. */
  clear(): void {
    this.list.length = 0;
    this.bySymbol.clear();
    this.total = 0;
  }

  /** Leaves of more than so many the heaviest. */
  keep(most: number): void {
    const { list, bySymbol } = this;
    if (list.length <= most) return;
    const sorted = [...list].sort((a, b) => b.weight - a.weight || a.symbol - b.symbol);
    for (const [at, vote] of sorted.entries()) {
      list[at] = this.pool[at] = vote;
      if (at >= most) bySymbol.delete(vote.symbol);
    }
    list.length = most;
  }

  /** The vote of a symbol; one without weight when there is none. */
  have(symbol: number, source: Source, segment: number): Vote {
    const known = this.bySymbol.get(symbol);
    if (known) return known;
    const at = this.list.length;
    const vote = (this.pool[at] ??= emptyVote(source));
    reset(vote, symbol, source, segment);
    this.bySymbol.set(symbol, vote);
    this.list.push(vote);
    return vote;
  }
}

function emptyVote(source: Source): Vote {
  return {
    ...{ symbol: 0, weight: 0, count: 0, longest: 0, likeness: 0, here: 0, most: 0, source, segment: 0 },
    ...{ place: -1, renamed: false, recent: 0, standing: 0, chance: 0, prior: 0, priorLength: 0, usual: 0 },
    near: new Uint16Array(levels.length),
    far: new Uint16Array(levels.length),
    newest: new Float64Array(newestLevels.length),
  };
}

function reset(vote: Vote, symbol: number, source: Source, segment: number): void {
  vote.symbol = symbol;
  vote.weight = vote.count = vote.longest = vote.likeness = vote.here = vote.most = 0;
  vote.source = source;
  vote.segment = segment;
  vote.place = -1;
  vote.renamed = false;
  vote.near.fill(0);
  vote.far.fill(0);
  vote.newest.fill(0);
  vote.recent = vote.standing = vote.chance = vote.prior = vote.priorLength = vote.usual = 0;
}

/** The vote with the greatest weight; the earlier one where two are equal. */
export function heaviest(votes: Votes): Vote | undefined {
  let best: Vote | undefined;
  for (const vote of votes.list) if (!best || vote.weight > best.weight) best = vote;
  return best;
}

/** The vote with the greatest chance; the earlier one where two are equal. */
export function likeliest(votes: Votes): Vote | undefined {
  let best: Vote | undefined;
  for (const vote of votes.list) if (!best || vote.chance > best.chance) best = vote;
  return best;
}
