import { GapContexts, gapKinds, type GapCounts } from './mixing/gaps';
import { Mixer } from './mixing/mixer';
import { noPrior } from './prior/prior';
import type { Priors } from './prior/priors';
import { OpenBlocks } from './openBlocks';
import { Predictor } from './predictor';
import { addRecentNames } from './recentNames';
import { LinesSoFar } from './lineSoFar';
import type { SymbolTable } from './symbols';
import type { Source, Votes } from './votes';
import type { Wanted } from './wanted';
import { addWordVotes } from './wordVotes';

/** What comes before the symbol that is guessed. */
export interface Before {
  readonly family: number;
  /** Valid below `length`. */
  readonly history: Int32Array;
  readonly length: number;
  /** How many symbols at the end of the history are not in the current file. */
  readonly grown: number;
  /** The closer that is due next, empty when none is. */
  readonly due: string;
  readonly quoted: boolean;
  /** Brackets that are open. */
  readonly depth: number;
  /** What follows contexts with gaps in the current file. */
  readonly gapCounts?: GapCounts | undefined;
}

/** A symbol that nothing is known of. */
export const free: Wanted = { typed: '', bit: 0, anyWord: false, admits: undefined };

/** A word of which the beginning is typed; `bit`: whether a blank stands before it, 1 or 0. */
export function typedWord(table: SymbolTable, typed: string, bit: number, rest = ''): Wanted {
  const least = typed.length + rest.length;
  const admits = (symbol: number): boolean => {
    if ((symbol & 1) !== bit) return false;
    const text = table.text(symbol);
    if (!text.startsWith(typed)) return false;
    return rest === '' || (text.length > least && text.endsWith(rest));
  };
  return { typed, bit, anyWord: rest === '', admits };
}

/** Finds what may follow, with the chance of each; the sources are the current file and then others. */
export class Guesser {
  readonly mixer: Mixer;
  private readonly predictor: Predictor;

  private readonly gaps = new Int32Array(gapKinds);
  private readonly gapContexts: GapContexts;
  private readonly lines: LinesSoFar;
  private readonly openBlocks: OpenBlocks;

  constructor(
    private readonly table: SymbolTable,
    private readonly priors?: Priors,
  ) {
    this.predictor = new Predictor(table);
    this.lines = new LinesSoFar(table);
    this.openBlocks = new OpenBlocks(table);
    this.gapContexts = new GapContexts(table);
    this.mixer = new Mixer(table);
  }

  /** Valid until the next guess. */
  guess(sources: readonly Source[], before: Before, wanted: Wanted = free): Votes {
    const { typed, bit, anyWord, admits } = wanted;
    const { predictor, table, mixer } = this;
    const { family, history, length, grown, due, quoted } = before;
    const votes = predictor.predict(sources, family, history, length, admits);
    const [current] = sources;
    if (!current) return votes;
    // What grows changes little of it.
    if (grown === 0) this.openBlocks.look(current.index);
    addRecentNames(
      votes,
      table,
      current,
      history,
      length,
      grown,
      typed !== '',
      bit,
      admits,
      this.openBlocks.names,
    );
    if (anyWord) addWordVotes(votes, table, sources, family, typed, bit);
    this.gapContexts.write(history, length, this.gaps);
    const prior = this.priors?.of(family)?.add(votes, history, length, wanted) ?? noPrior;
    mixer.mix(votes, {
      ...this.lines.of(history, length),
      depth: before.depth,
      beforePrevious: length > 1 ? (history[length - 2] ?? 0) : 0,
      prior,
      gapCounts: before.gapCounts,
      gaps: this.gaps,
      ...{ previous: length > 0 ? (history[length - 1] ?? 0) : 0, typed: typed.length, typedText: typed },
      ...{ due, quoted, current: current.index, family, openBlocks: this.openBlocks },
    });
    return votes;
  }
}
