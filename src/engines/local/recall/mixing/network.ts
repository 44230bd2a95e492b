import { featureCount, placeCount } from './features';
import { identityCount } from './identity';

/** Numbers of the layer between, each a rectified sum of all features. */
export const hidden = 32;

/** How many weights a network has: for each hidden number one a feature and one for what it counts, one a feature, and those of nothing. */
export const weightCount = hidden * featureCount + hidden + featureCount + placeCount;

/**
 * A small network that gives each vote a score, from its features directly and through a layer of rectified sums, and
 * one for nothing of it, from what describes the place.
 */
export class Network {
  /** Weights of the layer between, those of one feature next to each other. */
  private readonly first = new Float64Array(hidden * featureCount);
  private readonly placeSums = new Float64Array(hidden);
  private readonly sums = new Float64Array(hidden);

  /** `weights`: `weightCount` of them, laid out as told there; throws when there are more or fewer. */
  constructor(private readonly weights: Float32Array) {
    if (weights.length !== weightCount) throw new RangeError(`${weights.length} weights, not ${weightCount}`);
    for (let unit = 0; unit < hidden; unit++)
      for (let at = 0; at < featureCount; at++)
        this.first[at * hidden + unit] = weights[unit * featureCount + at] ?? 0;
  }

  /** Writes the score of each of so many rows of features, the first one with those of the place; that of none of them is returned. */
  score(rows: Float32Array, count: number, scores: Float64Array, identities: Int16Array): number {
    const { weights, placeSums, sums } = this;
    const own = featureCount - placeCount;
    const second = hidden * featureCount;
    const direct = second + hidden;
    // What describes the place is the same in each row.
    placeSums.fill(0);
    const placeScore = this.add(rows, 0, own, featureCount, placeSums);
    let none = 0;
    for (let at = 0; at < placeCount; at++)
      none += (weights[direct + featureCount + at] ?? 0) * (rows[own + at] ?? 0);
    for (let row = 0; row < count; row++) {
      sums.set(placeSums);
      let score = placeScore + this.add(rows, row * featureCount, 0, own - identityCount, sums);
      const identity = identities[row] ?? -1;
      if (identity >= 0) score += this.addOne(own - identityCount + identity, sums);
      for (let unit = 0; unit < hidden; unit++) {
        const sum = sums[unit] ?? 0;
        if (sum > 0) score += sum * (weights[second + unit] ?? 0);
      }
      scores[row] = score;
    }
    return none;
  }

  /** The same for one feature that is 1. */
  private addOne(feature: number, sums: Float64Array): number {
    const { first, weights } = this;
    const offset = feature * hidden;
    for (let unit = 0; unit < hidden; unit++) sums[unit] = (sums[unit] ?? 0) + (first[offset + unit] ?? 0);
    return weights[hidden * featureCount + hidden + feature] ?? 0;
  }

  /** Adds what some features of a row bring to the layer between; returns what they bring directly. Most are zero. */
  private add(rows: Float32Array, start: number, from: number, to: number, sums: Float64Array): number {
    const { weights, first } = this;
    const direct = hidden * featureCount + hidden;
    let score = 0;
    for (let at = from; at < to; at++) {
      const value = rows[start + at] ?? 0;
      if (value === 0) continue;
      score += (weights[direct + at] ?? 0) * value;
      const offset = at * hidden;
      for (let unit = 0; unit < hidden; unit++)
        sums[unit] = (sums[unit] ?? 0) + (first[offset + unit] ?? 0) * value;
    }
    return score;
  }
}

/** Reads weights: numbers of 32 bits in base64, the lowest byte first. */
export function readWeights(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}

/** Turns scores into chances that sum to one together with the chance of none, which is returned. */
export function chances(scores: Float64Array, count: number, none: number): number {
  let most = none;
  for (let at = 0; at < count; at++) most = Math.max(most, scores[at] ?? 0);
  let rest = Math.exp(none - most);
  let sum = rest;
  for (let at = 0; at < count; at++) {
    const value = Math.exp((scores[at] ?? 0) - most);
    scores[at] = value;
    sum += value;
  }
  for (let at = 0; at < count; at++) scores[at] = (scores[at] ?? 0) / sum;
  rest /= sum;
  return rest;
}
