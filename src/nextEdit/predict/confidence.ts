import { calibration } from './calibration';
import type { FeatureName, Features } from './features';
import type { Forest } from './forest';

/** Features are told apart in so many steps. */
export const steps = 12;

type Node =
  number | { readonly feature: FeatureName; readonly most: number; readonly low: Node; readonly high: Node };

/** A function that says how likely a person makes an edit with such features, 0 to 1. */
export function chanceBy(forest: Forest): (features: Features) => number {
  const roots = forest.trees.map(tree => nodeOf(tree.split(' ').reverse(), forest.features));
  return features => {
    const sum = roots.reduce<number>((total, root) => total + leafOf(root, features), forest.base);
    return 1 / (1 + Math.exp(-sum));
  };
}

/** How likely a person makes an edit with such features, as fitted on edits of some packages and checked on others. */
export const confidenceOf = chanceBy(calibration);

function leafOf(node: Node, features: Features): number {
  let at = node;
  while (typeof at !== 'number') at = Math.round(features[at.feature] * steps) <= at.most ? at.low : at.high;
  return at;
}

/** @param words of a tree, the last one first */
function nodeOf(words: string[], names: readonly FeatureName[]): Node {
  const [feature = '', most] = (words.pop() ?? '0').split(':');
  const name = names[Number(feature)];
  if (most === undefined || name === undefined) return Number(feature);
  return { feature: name, most: Number(most), low: nodeOf(words, names), high: nodeOf(words, names) };
}
