import type { Turn } from '../../session/turn';
import type { AnswerWriter } from './answerWriter';

/** A change of course on its way. */
export interface PendingRedirect {
  readonly text: string;
  readonly live: boolean;
  /** When the person asked for it, on the clock. */
  readonly at: number;
}

/** An answer that is being written. */
export interface Run {
  readonly writer: AnswerWriter;
  readonly turn: Turn;
  pending: readonly PendingRedirect[];
  /** Said when the turn had ended already, but nobody knew: the next messages. */
  next: readonly string[];
}
