import { limits, type QueuedMessage } from '../messages';
import type { WaitingMessage } from './conversationRecord';

/** The queue as the page shows it. */
export function shownQueue(queue: readonly WaitingMessage[]): QueuedMessage[] {
  return queue.slice(0, limits.queue).map(({ id, text }) => ({ id, text }));
}

/** A message as it waits. */
export function waitingFor({ id, text, attachments = [] }: WaitingMessage): WaitingMessage {
  return attachments.length > 0 ? { id, text, attachments } : { id, text };
}

/** Messages that are sent together: as many as fit into one, and those that have to wait for the next. */
export function together([first, ...rest]: readonly [WaitingMessage, ...WaitingMessage[]]): {
  readonly message: WaitingMessage;
  readonly later: readonly WaitingMessage[];
} {
  let message = first;
  for (const [at, { text, attachments = [] }] of rest.entries()) {
    const joined = `${message.text}\n\n${text}`;
    if (joined.length > limits.message) return { message, later: rest.slice(at) };
    message = { ...message, text: joined, attachments: [...(message.attachments ?? []), ...attachments] };
  }
  return { message, later: [] };
}
