import { setFlagsFromString } from 'node:v8';

/** What a program says of the engine of JavaScript in it, as `process.versions` does. */
export interface EngineVersions {
  /** Of V8, such as `11.3.244.8-node.33`. */
  readonly v8: string;
  /** Set in Electron, which may have fixed the flags. */
  readonly electron?: string | undefined;
}

/** A burst of answers leaves a heap of what was thrown away behind it; it may grow by a fifth before that is collected. */
const growing = '--heap-growing-percent=20';

/** Most of a turn is code that runs once with each turn: it is compiled after hundreds of turns, and not after thousands. */
const budget = '--interrupt-budget=10000';

/** The version of V8 in Node 22, from which on there is no such budget. One that is not known is told of on the terminal. */
const withoutBudget = 12;

/**
 * What V8 does otherwise in a process that serves many, and that lives long; see docs/benchmarks.md for what each of these is
 * worth. All of them are read whenever they matter, so that they can be set while it runs.
 */
export function servingFlags({ v8, electron }: EngineVersions): readonly string[] {
  if (electron !== undefined) return [];
  return parseInt(v8, 10) < withoutBudget ? [budget, growing] : [growing];
}

/** Sets them in this process. */
export function setServingFlags(): void {
  for (const flag of servingFlags(process.versions)) setFlagsFromString(flag);
}
