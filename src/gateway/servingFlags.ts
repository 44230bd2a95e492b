import { setFlagsFromString } from 'node:v8';

/**
 * What the engine of JavaScript does otherwise in a process that serves many, and that lives long; see docs/benchmarks.md for
 * what each of these is worth. All of them are read whenever they matter, so that they can be set while it runs.
 */
const flags: readonly string[] = [
  // Most of a turn is code that runs once with each turn: it is compiled after hundreds of turns, and not after thousands.
  '--interrupt-budget=10000',
  // A burst of answers leaves a heap of what was thrown away behind it; it may grow by a fifth before that is collected.
  '--heap-growing-percent=20',
];

/** Sets them, in Node itself: whoever has built it into another program may have fixed them. */
export function setServingFlags(): void {
  if (process.versions['electron'] !== undefined) return;
  for (const flag of flags) setFlagsFromString(flag);
}
