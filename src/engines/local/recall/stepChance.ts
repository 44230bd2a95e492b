import type { Step } from './step';
import { isLineBreak } from './symbols';

/**
 * Numbers fitted by logistic regression on what was recalled in the calibration projects, whatever was shown of it
 * as `node bench/recall.mjs --steps` does; order as in `StepPath.features`.
 */
const fit: readonly number[] = [
  -0.669, 0.901, -0.139, 0.259, 0.022, 0.209, 0.128, 1.469, -0.37, 0.046, -0.924, 0.34, 0.265, -0.326, 0.248,
  -0.152, -0.115,
];

/** Chances of the mixer beyond these say no more. */
const [least, most] = [0.001, 0.9995];

function logOdds(chance: number): number {
  const bounded = Math.max(least, Math.min(most, chance));
  return Math.log(bounded / (1 - bounded));
}

/** The steps of a completion one after the other, each with its chance when all before it are right. */
export class StepPath {
  private before: Step | undefined;
  /** How many steps in a row were recalled from places one after the other. */
  private run = 0;
  private further = false;

  /** `typed`: whether the first step is a word of which the beginning is typed. */
  constructor(private readonly typed: boolean) {}

  /**
   * The chance that the next step is right. The mixer knows a symbol at its place; this knows how it came about: what is
   * recalled from one place, symbol after symbol, goes on being right.
   */
  chanceOf(step: Step, word: boolean): number {
    let sum = 0;
    for (const [at, value] of this.features(step, word).entries()) sum += value * (fit[at] ?? 0);
    return 1 / (1 + Math.exp(-sum));
  }

  /**
   * What the chance of the next step is computed from, in the order of the fitted numbers.
   * @public What fits them asks here.
   */
  features(step: Step, word: boolean): number[] {
    const { before, further } = this;
    const { source, place } = step.from;
    const odds = logOdds(step.confidence);
    const run = follows(step, before) ? this.run + 1 : 0;
    const follow = run > 0 ? 1 : 0;
    const context = Math.log2(1 + step.context);
    return [
      1,
      odds,
      Math.max(0, odds - 2),
      follow,
      follow * odds,
      Math.log(1 + run),
      context,
      this.typed && !before ? 1 : 0,
      before && isLineBreak(before.symbol) ? 1 : 0,
      before ? logOdds(before.confidence) : 0,
      before ? 0 : 1,
      source === 'workspace' ? 1 : 0,
      place < 0 ? 1 : 0,
      source === 'prior' ? 1 : 0,
      word ? 1 : 0,
      further ? 1 : 0,
      follow * context,
    ];
  }

  /** Goes on behind a step. */
  take(step: Step): void {
    this.run = follows(step, this.before) ? this.run + 1 : 0;
    this.before = step;
    this.further ||= isLineBreak(step.symbol);
  }
}

/** Whether a step goes on, one symbol further, at the place where the one before it was recalled from. */
function follows({ from }: Step, before: Step | undefined): boolean {
  return (
    before !== undefined &&
    from.place >= 0 &&
    from.place === before.from.place + 1 &&
    from.source === before.from.source
  );
}
