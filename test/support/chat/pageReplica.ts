import * as v from 'valibot';
import {
  hostMessage,
  type AnswerItem,
  type HostMessage,
  type QueuedMessage,
  type TranscriptItem,
} from '../../../src/chat/messages';

/** What a page that follows the contract to the letter would show. Throws on a message it could not follow. */
export class PageReplica {
  items: TranscriptItem[] = [];
  queue: readonly QueuedMessage[] = [];
  composed: string[] = [];

  receive(raw: HostMessage): void {
    // As if it had crossed the border between the processes.
    const message = v.parse(hostMessage, JSON.parse(JSON.stringify(raw)));
    switch (message.type) {
      case 'state':
        this.items = message.state.items;
        this.queue = message.state.queue;
        return;
      case 'item': {
        const at = this.items.findIndex(({ id }) => id === message.item.id);
        if (at < 0) this.items.push(message.item);
        else this.items[at] = message.item;
        return;
      }
      case 'truncate': {
        const at = this.items.findIndex(({ id }) => id === message.from);
        if (at >= 0) this.items.length = at;
        return;
      }
      case 'delta': {
        const answer = this.answer(message.answer);
        const part = answer.parts[message.part];
        if (part?.text.length !== message.at) throw new Error('A delta does not fit.');
        if (message.part !== answer.parts.length - 1) throw new Error('A delta of an earlier part.');
        part.text += message.text;
        answer.status = 'streaming';
        return;
      }
      case 'redirected': {
        const { parts } = this.answer(message.answer);
        if (parts.length !== message.part) throw new Error('A part is missing.');
        parts.push({
          ...{ text: '', instruction: message.instruction },
          ...(message.live ? { live: true } : {}),
          ...(message.context ? { context: message.context } : {}),
        });
        return;
      }
      case 'ended': {
        const answer = this.answer(message.answer);
        answer.status = message.status;
        if (message.numbers) answer.numbers = message.numbers;
        if (message.error) answer.error = message.error;
        return;
      }
      case 'queue':
        this.queue = message.queue;
        return;
      case 'compose':
        this.composed.push(message.text);
        return;
      default:
        return;
    }
  }

  private answer(id: string): AnswerItem {
    const item = this.items.find(item => item.id === id);
    if (item?.kind !== 'answer') throw new Error(`There is no answer ${id}.`);
    return item;
  }
}
