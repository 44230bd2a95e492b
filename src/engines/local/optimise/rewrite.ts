import type { Lines, Unreadable } from './setAside';
import type { TextEdit } from './textEdit';

/** One behaviour-preserving change that a rule proposes. Offsets are those of the text the rule was given. */
export interface Rewrite {
  /** Id of the rule, for example `loop-from-recursion`. */
  readonly rule: string;
  /** What changes and why, one sentence without the final stop. */
  readonly why: string;
  /** What must hold besides what the code shows, as it stands behind "provided that"; absent where the code shows all. */
  readonly assumes?: string | undefined;
  /** Offset of the code it is about. */
  readonly at: number;
  /** All of them are applied, or none. */
  readonly edits: readonly TextEdit[];
}

/** A rewrite as it is told to the user. */
export interface AppliedRewrite {
  readonly rule: string;
  /** What changes and why, and what it rests on where that is not in the code. */
  readonly why: string;
  /** Line of the original text, from 1. */
  readonly line: number;
}

/** What rewriting came to: the text, and what was done to it in the order of lines. */
export interface Rewritten {
  readonly text: string;
  readonly applied: readonly AppliedRewrite[];
  /** Places of the original text that the parser could not read; they are in `text` as they were. */
  readonly unread: readonly Lines[];
}

/** What can be rewritten in a text, found in steps between which others get their turn. */
export interface Findings {
  readonly steps: Iterable<readonly Rewrite[]>;
  /** What the parser could not read; nothing is found there. */
  readonly unread: readonly Lines[];
}

/** Finds what can be rewritten in a text. */
export type Finder = (text: string) => Findings | Unreadable;
