import type { FeatureName } from './features';

/** Decision trees whose leaves add up to the logit of a chance. */
export interface Forest {
  readonly base: number;
  readonly features: readonly FeatureName[];
  /** Each in one line, from the root, the lower side first: `feature:step` asks, a number is a leaf. */
  readonly trees: readonly string[];
}
