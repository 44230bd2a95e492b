import type { WindowBudget } from '../window';

/** The window of a request: some 200 lines of ordinary code before the cursor and 60 behind it. */
export const windowBudget: WindowBudget = { prefix: 2_400, suffix: 720 };

/** How many tokens each part of what is sent ahead may have at most, by `estimateTokens`. */
export interface ContextBudget {
  /** The file being edited, as it is sent ahead. */
  readonly current: number;
  /** Other open files, whole or in parts. */
  readonly openFiles: number;
  /** What was changed in the last minutes, as diffs. */
  readonly changes: number;
  /** Declarations of names used near the cursor. */
  readonly definitions: number;
  /** What the language service says near the cursor. */
  readonly diagnostics: number;
  /** What goes with every request to a server that nothing could be sent ahead to; of the parts above. */
  readonly unprepared: number;
}

/** The default of `codexSpark.inline.context.maxTokens`. */
export const defaultMaxTokens = 20_000;

/** Divides a budget among the parts of what is sent ahead; together they are no more than it. */
export function contextBudget(maxTokens: number = defaultMaxTokens): ContextBudget {
  const share = (part: number): number => Math.max(0, Math.floor(maxTokens * part));
  return {
    current: share(0.6),
    openFiles: share(0.29),
    changes: share(0.02),
    definitions: share(0.05),
    diagnostics: share(0.01),
    unprepared: share(0.1),
  };
}
