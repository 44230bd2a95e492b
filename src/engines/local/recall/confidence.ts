import { freeFit, wordFit } from './calibration';
import type { Vote, Votes } from './predictor';
import { isLineBreak } from './symbols';

/** Weight that stands for everything never seen; keeps lone weak votes from looking certain. */
const unseenWeight = 20;

/**
 * What the confidence in a vote is computed from, in the order of the fitted numbers. `typed` is the length of
 * the part of a word that the vote had to begin with, 0 if it was free; `whole` says that the vote is that part.
 */
export function features(vote: Vote, votes: Votes, typed: number, whole: boolean): number[] {
  const share = Math.min(0.9999, vote.weight / (votes.total + unseenWeight));
  let rival = 0;
  let exactRival = 0;
  for (const other of votes.list) {
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
    votes.list.length === 1 ? 1 : 0,
    isLineBreak(vote.symbol) ? 1 : 0,
    Math.min(typed, 6),
    vote.longest === 0 ? 1 : 0,
    typed > 0 && whole ? 1 : 0,
    votes.list.length > 8 ? 1 : 0,
  ];
}

/**
 * The chance that a vote is right, from 0 to 1, as fitted on code the engine had not seen: a logistic function of
 * how much of the weight it has, how long its context is and what speaks against it.
 */
export function confidence(vote: Vote, votes: Votes, typed: number, whole: boolean): number {
  const fit = typed > 0 ? wordFit : freeFit;
  let sum = 0;
  const values = features(vote, votes, typed, whole);
  for (let at = 0; at < values.length; at++) sum += (values[at] ?? 0) * (fit[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
