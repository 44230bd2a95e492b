/** How many tokens each part of a prompt may have at most, by `estimateTokens`. */
export interface ContextBudget {
  /** Lines before the cursor, in the window of a request. */
  readonly prefix: number;
  /** Lines behind the cursor, in the window of a request. */
  readonly suffix: number;
  /** The file being edited, as it is sent ahead. */
  readonly current: number;
  /** Other open files, whole or in parts. */
  readonly openFiles: number;
  /** Places in other files that were edited a while ago. */
  readonly edits: number;
  /** Declarations of names used near the cursor. */
  readonly definitions: number;
  /** What the language service says near the cursor. */
  readonly diagnostics: number;
  /** Everything but the window, in requests to a server that nothing could be sent ahead to. */
  readonly unprepared: number;
}

/** The default of `codexSpark.inline.context.maxTokens`. */
export const defaultMaxTokens = 24_000;

/** Divides a budget among the parts of a prompt. */
export function contextBudget(maxTokens: number = defaultMaxTokens): ContextBudget {
  const share = (part: number): number => Math.max(0, Math.floor(maxTokens * part));
  return {
    prefix: share(0.1),
    suffix: share(0.03),
    current: share(0.5),
    openFiles: share(0.26),
    edits: share(0.05),
    definitions: share(0.05),
    diagnostics: share(0.01),
    unprepared: share(0.08),
  };
}
