import type { Disposable } from '../../common/disposable';
import type { Turn } from '../../session/turn';
import type { AnswerItem } from '../messages';

/** A change of course on its way. */
export interface PendingRedirect {
  readonly text: string;
  readonly live: boolean;
  /** When the person asked for it, on the clock. */
  readonly at: number;
}

/** An answer that is being written. */
export interface Run {
  readonly answer: AnswerItem;
  readonly turn: Turn;
  readonly startedAt: number;
  firstTextAt: number | undefined;
  pending: readonly PendingRedirect[];
  /** The redirect whose first text is still to come. */
  redirectedAt: number | undefined;
  redirectMs: number | undefined;
  units: number;
  /** Text that the page has not got: of the last part, from `from` on. */
  sentUnits: number;
  frame: Disposable | undefined;
  numbersAt: number;
  /** Said when the turn had ended already, but nobody knew: the next messages. */
  next: readonly string[];
}
