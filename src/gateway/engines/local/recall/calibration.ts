/** Numbers fitted by `node bench/recall.mjs --fit` on the calibration projects; see docs/local-engine.md. */

/** Confidence in a symbol that nothing constrains; order as in `features`. */
export const freeFit: readonly number[] = [-1.5117, 0.5655, -0.1607, 0.1701, 0.5951, -0.3151, 0.5842, 0.3387, 0.5995, -0.34, 0, -0.0719, 0, -0.5699];

/** Confidence in a word of which the beginning is typed; order as in `features`. */
export const wordFit: readonly number[] = [-0.83, 0.2145, 0.075, 0.2245, -0.0854, -0.6498, 0.7774, 0.3807, 0.645, 0, 0.2028, -0.0566, 1.05, -0.8638];
