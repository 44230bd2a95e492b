/** Numbers fitted by `node bench/recall.mjs --fit` on the calibration projects; see docs/local-engine.md. */

/** Confidence in a symbol that nothing constrains; order as in `features`. */
export const freeFit: readonly number[] = [
  -1.5733, 0.5534, -0.1467, 0.2991, 0.5594, -0.1929, -0.248, -0.1803, 0.5842, 0.335, 0.5349, -0.3305, 0,
  0.0151, 0, -0.5505,
];

/** Confidence in a word of which the beginning is typed; order as in `features`. */
export const wordFit: readonly number[] = [
  -0.8909, 0.2063, 0.0852, 0.4273, -0.1693, -0.1276, -0.6775, -0.2475, 0.7857, 0.3883, 0.5572, 0, 0.2031,
  -0.011, 1.0537, -0.874,
];
