import { orders, type ContextIndex } from './contextIndex';
import { boundaryId } from './symbols';

/** What is known about one possible next symbol. */
export interface Vote {
  symbol: number;
  weight: number;
  /** Occurrences that support it. */
  count: number;
  /** The longest context (symbols, at most 32) after which it was seen. */
  longest: number;
  /** Occurrences in the current file. */
  here: number;
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
  readonly index: ContextIndex;
  readonly weight: number;
  /** True for the index of the current file. */
  readonly here: boolean;
}

const maxMatch = 32;

/** How many occurrences are looked at, by order: the newest ones. */
const lookBack: readonly number[] = [24, 32, 40, 32];

/** Weight of an occurrence by the length of the context it shares. The exponent was chosen by measurement. */
const weightOfLength: readonly number[] = Array.from({ length: maxMatch + 1 }, (_, length) => length ** 4);

/** How fast older occurrences lose weight, by their place in the chain. */
const fading = 0.15;

/**
 * Collects votes for the symbol after `history[0..length)`: every place where the last symbols have stood before
 * votes for what followed there, the longer the shared context the stronger. Only symbols that `admits` lets
 * through are counted.
 */
export class Predictor {
  private readonly list: Vote[] = [];
  private readonly bySymbol = new Map<number, Vote>();

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
    for (const source of sources) total += this.collect(source, family, history, length, admits);
    return { list: this.list, total };
  }

  private collect(
    { index, weight, here }: Source,
    family: number,
    history: Int32Array,
    length: number,
    admits: ((symbol: number) => boolean) | undefined,
  ): number {
    const { symbols, segments, masked, families } = index;
    let total = 0;
    let longer = Infinity;
    for (let order = 0; order < orders.length; order++) {
      const needed = orders[order] ?? 0;
      const previous = index.previous[order];
      if (!previous || length < needed) continue;
      let at = index.newest(order, family, history, length - 1);
      const most = lookBack[order] ?? 0;
      for (let age = 0; age < most && at >= 0; age++, at = previous[at] ?? -1) {
        if (at + 1 >= index.length) continue;
        const segment = segments[at] ?? 0;
        if (masked[segment] || families[segment] !== family) continue;
        const next = symbols[at + 1] ?? boundaryId;
        if (next >> 1 === boundaryId || (admits && !admits(next))) continue;
        const match = sharedContext(symbols, at, history, length);
        // Occurrences with a longer context were met in the chain of that order.
        if (match < needed || match >= longer) continue;
        const strength = (weight * (weightOfLength[match] ?? 0)) / (1 + fading * age);
        total += strength;
        this.add(next, strength, match, here);
      }
      longer = needed;
    }
    return total;
  }

  private add(symbol: number, weight: number, match: number, here: boolean): void {
    let vote = this.bySymbol.get(symbol);
    if (!vote) {
      vote = { symbol, weight: 0, count: 0, longest: 0, here: 0 };
      this.bySymbol.set(symbol, vote);
      this.list.push(vote);
    }
    vote.weight += weight;
    vote.count++;
    if (match > vote.longest) vote.longest = match;
    if (here) vote.here++;
  }
}

/** Length of the context before `at + 1` that equals the end of the history, at most 32. */
function sharedContext(symbols: Int32Array, at: number, history: Int32Array, length: number): number {
  const most = Math.min(maxMatch, at + 1, length);
  let match = 0;
  while (match < most && (symbols[at - match] ?? 0) >> 1 === (history[length - 1 - match] ?? 0) >> 1) match++;
  return match;
}

/** The vote with the greatest weight; the earlier one where two are equal. */
export function strongest(votes: Votes): Vote | undefined {
  let best: Vote | undefined;
  for (const vote of votes.list) if (!best || vote.weight > best.weight) best = vote;
  return best;
}
