import type { SymbolTable } from '../symbols';
import type { Source, VoteList } from '../votes';
import type { Wanted } from '../wanted';
import { PriorSays, type PriorTable } from './priorTable';
import { firstClass, firstPriorText, type PriorReader, type PriorVocabulary } from './vocabulary';

/** What is shipped of a language: its words and what follows what. */
export interface PriorData {
  readonly vocabulary: PriorVocabulary;
  readonly table: PriorTable;
  /** How usual each target is, 0 to 1. */
  readonly usual: Float32Array;
}

/** What a prior says of a place, beside its votes. */
export interface PriorSummary {
  /** Whether there is a prior for the language. */
  readonly present: boolean;
  /** The chance of the likeliest that it knows. */
  readonly most: number;
  /** How long the longest context is that it knows, in symbols. */
  readonly length: number;
  /** The chance of names that it does not know. */
  readonly names: number;
}

export const noPrior: PriorSummary = { present: false, most: 0, length: 0, names: 0 };

/** Votes that the prior may bring, at most; and words that begin as typed. */
const mostVotes = 8;
const mostWords = 6;

/** Symbols of the history that are looked at. */
const looked = 8;

/** Source of what nothing but the prior speaks for. */
const priorSource: Source = {
  name: 'prior',
  weight: 0,
  here: false,
  index: {
    symbols: new Int32Array(0),
    length: 0,
    newestFirst: true,
    segmentOf: () => 0,
    usable: () => false,
    places: () => 0,
  },
};

/** Asks the prior of one language about the symbols of a table. */
export class Prior {
  private readonly reader: PriorReader;
  private readonly says = new PriorSays();
  private readonly contexts = new Int32Array(looked);
  /** By target: its symbol in the table, -1 when it was not needed yet. */
  private readonly symbols: Int32Array;
  private readonly chances: Float32Array;
  private readonly lengths: Uint8Array;

  constructor(
    private readonly table: SymbolTable,
    private readonly data: PriorData,
  ) {
    const count = data.vocabulary.symbols.length + 1;
    this.reader = data.vocabulary.reader(table);
    this.symbols = new Int32Array(count).fill(-1);
    this.chances = new Float32Array(count);
    this.lengths = new Uint8Array(count);
  }

  /** Adds what the prior says to votes that are there, and votes for what it finds likeliest. */
  add(
    votes: VoteList,
    history: Int32Array,
    length: number,
    { typed, bit, anyWord, admits }: Wanted,
  ): PriorSummary {
    const { says, contexts, reader, chances, lengths, data } = this;
    const known = Math.min(looked, length);
    for (let at = 0; at < known; at++) contexts[at] = reader.context(history[length - known + at] ?? 0);
    data.table.ask(contexts, known, says);
    let names = 0;
    let most = 0;
    let longest = 0;
    for (let at = 0; at < says.count; at++) {
      const target = says.targets[at] ?? 0;
      const chance = says.chances[at] ?? 0;
      chances[target] = chance;
      lengths[target] = (says.kinds[at] ?? 0) + 1;
      longest = Math.max(longest, lengths[target] ?? 0);
      const number = (data.vocabulary.symbols[target - 1] ?? 0) >> 1;
      if (number >= firstClass && number < firstPriorText) {
        if (number < firstClass + 3) names += chance;
      } else if (chance > most) most = chance;
    }
    this.propose(votes, admits);
    if (anyWord && typed.length > 0) this.proposeWords(votes, typed, bit, admits);
    for (const vote of votes.list) {
      const target = reader.target(vote.symbol);
      vote.prior = chances[target] ?? 0;
      vote.priorLength = lengths[target] ?? 0;
      vote.usual = data.usual[target] ?? 0;
    }
    for (let at = 0; at < says.count; at++) {
      const target = says.targets[at] ?? 0;
      chances[target] = lengths[target] = 0;
    }
    return { present: true, most, length: longest, names };
  }

  private propose(votes: VoteList, admits: ((symbol: number) => boolean) | undefined): void {
    const { says } = this;
    for (let taken = 0; taken < mostVotes; taken++) {
      let best = -1;
      for (let at = 0; at < says.count; at++)
        if (!says.used[at] && (best < 0 || (says.chances[at] ?? 0) > (says.chances[best] ?? 0))) best = at;
      if (best < 0) return;
      says.used[best] = 1;
      const symbol = this.symbolOf(says.targets[best] ?? 0);
      if (symbol < 0 || (admits && !admits(symbol))) {
        taken--;
        continue;
      }
      votes.have(symbol, priorSource, 0);
    }
  }

  private proposeWords(
    votes: VoteList,
    typed: string,
    bit: number,
    admits: ((symbol: number) => boolean) | undefined,
  ): void {
    let taken = 0;
    for (const number of this.data.vocabulary.startingWith(typed)) {
      if (taken >= mostWords) return;
      const symbol = this.table.id(this.data.vocabulary.texts[number - firstPriorText] ?? '') * 2 + bit;
      if (admits && !admits(symbol)) continue;
      votes.have(symbol, priorSource, 0);
      taken++;
    }
  }

  /** The symbol of a target; -1 for a class. */
  private symbolOf(target: number): number {
    const known = this.symbols[target] ?? -1;
    if (known >= 0) return known;
    const symbol = this.data.vocabulary.symbols[target - 1] ?? 0;
    const number = symbol >> 1;
    if (number < firstClass) return (this.symbols[target] = symbol);
    if (number < firstPriorText) return -1;
    const text = this.data.vocabulary.texts[number - firstPriorText] ?? '';
    return (this.symbols[target] = this.table.id(text) * 2 + (symbol & 1));
  }
}
