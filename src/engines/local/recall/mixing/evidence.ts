import { isLineBreak } from '../symbols';
import type { Vote, Votes } from '../votes';

/** Numbers fitted by logistic regression on the calibration projects; see docs/local-engine.md. */

/** Confidence in a symbol that nothing constrains; order as in `features`. */
const freeFit: readonly number[] = [
  -1.5733, 0.5534, -0.1467, 0.2991, 0.5594, -0.1929, -0.248, -0.1803, 0.5842, 0.335, 0.5349, -0.3305, 0,
  0.0151, 0, -0.5505,
];

/** Confidence in a word of which the beginning is typed; order as in `features`. */
const wordFit: readonly number[] = [
  -0.8909, 0.2063, 0.0852, 0.4273, -0.1693, -0.1276, -0.6775, -0.2475, 0.7857, 0.3883, 0.5572, 0, 0.2031,
  -0.011, 1.0537, -0.874,
];

/** What the evidence counts where it is heard as well. */
const share = 0.5;

/** Weight that stands for everything never seen; keeps lone weak votes from looking certain. */
const unseenWeight = 20;

/**
 * What the confidence in a vote is computed from, in the order of the fitted numbers. `typed` is the length of
 * the part of a word that the vote had to begin with, 0 if it was free; `whole` says that the vote is that part.
 */
function features(vote: Vote, votes: Votes, typed: number, whole: boolean): number[] {
  const share = Math.min(0.9999, vote.weight / (votes.total + unseenWeight));
  let rival = 0;
  let exactRival = 0;
  let several = 0;
  for (const other of votes.list) {
    if (other.count === 0) continue;
    several++;
    if (other === vote) continue;
    if (other.likeness > rival) rival = other.likeness;
    if (other.longest > exactRival) exactRival = other.longest;
  }
  const evidence = Math.log(vote.weight + 1);
  return [
    1,
    Math.log(share / (1 - share)),
    evidence,
    Math.log2(vote.longest + 1),
    Math.log2(vote.likeness + 1),
    Math.log2(rival + 1),
    Math.log2(exactRival + 1),
    vote.longest - exactRival >= 3 ? 1 : 0,
    Math.log(vote.count),
    vote.here > 0 ? 1 : 0,
    several === 1 ? 1 : 0,
    isLineBreak(vote.symbol) ? 1 : 0,
    Math.min(typed, 6),
    vote.longest === 0 ? 1 : 0,
    typed > 0 && whole ? 1 : 0,
    several > 8 ? 1 : 0,
  ];
}

/**
 * The logarithm of the odds that the heaviest vote is right: how much of the weight it has, how long its context is and
 * what speaks against it.
 */
export function evidence(vote: Vote, votes: Votes, typed: number, whole: boolean): number {
  const fit = typed > 0 ? wordFit : freeFit;
  let sum = 0;
  const values = features(vote, votes, typed, whole);
  for (let at = 0; at < values.length; at++) sum += (values[at] ?? 0) * (fit[at] ?? 0);
  return sum;
}

/**
 * The chance between one of the network and what the evidence says, as the logarithm of its odds. Where the network is
 * certain there is nothing to weigh.
 */
export function weighed(chance: number, seen: number): number {
  if (chance <= 0 || chance >= 1) return chance;
  const odds = Math.log(chance / (1 - chance));
  return 1 / (1 + Math.exp(-(odds + share * (seen - odds))));
}
