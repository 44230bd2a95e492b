/** One of several to choose from. */
export interface Loaded {
  /** What it does now. */
  readonly inFlight: number;
  /** How much it can do, beside the others. */
  readonly weight: number;
}

/** How busy it is, for what it can do. */
export function pressureOf({ inFlight, weight }: Loaded): number {
  return inFlight / weight;
}

/**
 * The less busy one of two that are drawn by their weight; the first of them where both are alike. That keeps loads even almost as well as looking for the least
 * of all, and requests that come together do not all run to the same one.
 * @param random numbers in [0, 1)
 */
export function lessBusyOfTwo<Choice extends Loaded>(
  choices: readonly Choice[],
  random: () => number,
): Choice | undefined {
  const first = drawn(choices, random);
  const second = drawn(
    choices.filter(choice => choice !== first),
    random,
  );
  if (!first || !second) return first;
  return pressureOf(second) < pressureOf(first) ? second : first;
}

function drawn<Choice extends Loaded>(choices: readonly Choice[], random: () => number): Choice | undefined {
  let left = random() * choices.reduce((sum, { weight }) => sum + weight, 0);
  return choices.find(({ weight }) => (left -= weight) < 0) ?? choices.at(-1);
}
