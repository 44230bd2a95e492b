/** Numbers fitted by `node bench/recall.mjs --fit` on the calibration projects; see docs/local-engine.md. */

/** Confidence in a symbol that nothing constrains; order as in `features`. */
export const freeFit: readonly number[] = [
  -1.3525, 0.7153, -0.1799, 0.2943, 0.0737, 0.504, 0.2371, 1.1075, -0.2604, 0,
];

/** Confidence in a word of which the beginning is typed; order as in `features`. */
export const wordFit: readonly number[] = [
  -1.1999, 0.3306, -0.2697, 1.3796, -0.9266, 0.5187, 0.7523, 0.7318, 0, 0.211,
];
