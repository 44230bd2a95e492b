import type { Turn } from '../../session/turn';
import type { AnswerWriter } from './answerWriter';
import type { WaitingMessage } from './conversationRecord';

/** A change of course on its way, with what is attached to it. */
export interface PendingRedirect extends WaitingMessage {
  readonly live: boolean;
  /** When the user asked for it, on the clock. */
  readonly at: number;
}

/** An answer that is being written. */
export interface Run {
  readonly writer: AnswerWriter;
  readonly turn: Turn;
  pending: readonly PendingRedirect[];
  /** Said when the turn had ended already, but nobody knew: the next messages. */
  next: readonly WaitingMessage[];
}
