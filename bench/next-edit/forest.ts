import { steps } from '../../src/nextEdit/predict/confidence';
import type { Forest } from '../../src/nextEdit/predict/forest';
import type { FeatureName, Features } from '../../src/nextEdit/predict/features';

/** One place where an edit could have been offered. */
export interface Sample {
  readonly features: Features;
  readonly isRight: boolean;
  readonly weight: number;
}

const trees = 80;
const depth = 4;
const rate = 0.1;
/** A leaf has samples of at least this weight. */
const leastWeight = 8;
/** Holds leaves back that little speaks for. */
const regularisation = 6;

interface Leaf {
  readonly value: number;
}
interface Split {
  readonly feature: number;
  readonly most: number;
  readonly low: Tree;
  readonly high: Tree;
}
type Tree = Leaf | Split;

/** Fits decision trees one after the other, each to what those before it leave (gradient boosting with the logistic loss). */
export function fitForest(samples: readonly Sample[], features: readonly FeatureName[]): Forest {
  const columns = features.map(name =>
    Uint8Array.from(samples, sample =>
      Math.min(steps, Math.max(0, Math.round(sample.features[name] * steps))),
    ),
  );
  const weights = Float64Array.from(samples, sample => sample.weight);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const right = samples.reduce((sum, sample) => sum + (sample.isRight ? sample.weight : 0), 0);
  const base = Math.log(right / (all - right));
  const scores = new Float64Array(samples.length).fill(base);
  const gradients = new Float64Array(samples.length);
  const curvatures = new Float64Array(samples.length);
  const out: string[] = [];
  for (let count = 0; count < trees; count++) {
    samples.forEach(({ isRight, weight }, n) => {
      const chance = 1 / (1 + Math.exp(-(scores[n] ?? 0)));
      gradients[n] = weight * ((isRight ? 1 : 0) - chance);
      curvatures[n] = weight * chance * (1 - chance);
    });
    const tree = grow({ columns, weights, gradients, curvatures }, Array.from(samples.keys()), depth);
    samples.forEach((_, n) => (scores[n] = (scores[n] ?? 0) + valueOf(tree, columns, n)));
    out.push(written(tree));
  }
  return { base: Number(base.toFixed(4)), features, trees: out };
}

interface Data {
  readonly columns: readonly Uint8Array[];
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
}

function grow(data: Data, samples: readonly number[], levels: number): Tree {
  const sum = (values: Float64Array): number => samples.reduce((total, n) => total + (values[n] ?? 0), 0);
  const [gradient, curvature, weight] = [sum(data.gradients), sum(data.curvatures), sum(data.weights)];
  const leaf = { value: (rate * gradient) / (curvature + regularisation) };
  if (levels === 0 || weight < 2 * leastWeight) return leaf;
  let best: { gain: number; feature: number; most: number } | undefined;
  data.columns.forEach((column, feature) => {
    const bins = Array.from({ length: steps + 1 }, () => ({ g: 0, h: 0, w: 0 }));
    for (const n of samples) {
      const bin = bins[column[n] ?? 0];
      if (!bin) continue;
      bin.g += data.gradients[n] ?? 0;
      bin.h += data.curvatures[n] ?? 0;
      bin.w += data.weights[n] ?? 0;
    }
    let [g, h, w] = [0, 0, 0];
    bins.slice(0, -1).forEach((bin, most) => {
      [g, h, w] = [g + bin.g, h + bin.h, w + bin.w];
      if (w < leastWeight || weight - w < leastWeight) return;
      const gain =
        g ** 2 / (h + regularisation) +
        (gradient - g) ** 2 / (curvature - h + regularisation) -
        gradient ** 2 / (curvature + regularisation);
      if (!best || gain > best.gain) best = { gain, feature, most };
    });
  });
  if (!best || best.gain < 1e-6) return leaf;
  const { feature, most } = best;
  const isLow = (n: number): boolean => (data.columns[feature]?.[n] ?? 0) <= most;
  return {
    feature,
    most,
    low: grow(data, samples.filter(isLow), levels - 1),
    high: grow(
      data,
      samples.filter(n => !isLow(n)),
      levels - 1,
    ),
  };
}

function valueOf(tree: Tree, columns: readonly Uint8Array[], sample: number): number {
  let at = tree;
  while ('low' in at) at = (columns[at.feature]?.[sample] ?? 0) <= at.most ? at.low : at.high;
  return at.value;
}

function written(tree: Tree): string {
  if (!('low' in tree)) return tree.value.toFixed(3);
  return `${tree.feature}:${tree.most} ${written(tree.low)} ${written(tree.high)}`;
}
