import type { CodeNode } from '../tree';
import type { CountedRecursion } from './countedRecursion';
import { freshLocal, type TypedSource } from './source';

/** The loop that computes what a recursion does, in no language yet: its names, and what they hold at first. */
export interface CountedLoop {
  /** What counts up, from one above the highest base. */
  readonly i: string;
  /** Holds the result for the number before, at first `below`. */
  readonly current: string;
  readonly below: number;
  /** Holds the result for the number two before, at first `twoBelow`; undefined where no step needs it. */
  readonly two: { readonly previous: string; readonly twoBelow: number } | undefined;
  /** The step, on one line. */
  readonly value: string;
}

/** Undefined where the bases do not reach, or the step does not fit on a line. @param body where the names must be free */
export function countedLoop(
  source: TypedSource,
  body: CodeNode,
  { highest, at, calls, write }: CountedRecursion,
): CountedLoop | undefined {
  const [below, twoBelow] = [at(highest), at(highest - 1)];
  const keepsTwo = [...calls.values()].includes(2);
  if (below === undefined || (keepsTwo && highest < 1)) return undefined;
  const i = freshLocal(source, body, 'i', 'k', 'index');
  const current = keepsTwo
    ? freshLocal(source, body, 'current')
    : freshLocal(source, body, 'result', 'value');
  const previous = freshLocal(source, body, 'previous', 'before');
  const value = write(i, by => (by === 2 ? previous : current));
  if (value.includes('\n')) return undefined;
  if (!keepsTwo) return { i, current, below, two: undefined, value };
  return twoBelow === undefined ? undefined : { i, current, below, two: { previous, twoBelow }, value };
}
