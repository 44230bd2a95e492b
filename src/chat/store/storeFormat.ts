import * as v from 'valibot';
import { conversationRecord, type ConversationRecord } from '../model/conversationTree';

/** Version of the form below. A change that older readers cannot read makes it one more. */
const version = 1;

const storedFile = v.object({ version: v.literal(version), conversation: conversationRecord });
const anyVersion = v.looseObject({ version: v.number() });

/** A conversation as the text of a file. */
export function writeConversation(conversation: ConversationRecord): string {
  return JSON.stringify({ version, conversation });
}

/**
 * Reads such a text. An answer that was being written when the window went away has stopped there.
 * @throws Error that says in words what is wrong with it
 */
export function readConversation(text: string): ConversationRecord {
  const raw: unknown = JSON.parse(text);
  const header = v.safeParse(anyVersion, raw);
  if (header.success && header.output.version > version) {
    throw new Error(`It was written by a newer version of the extension (format ${header.output.version}).`);
  }
  const file = v.safeParse(storedFile, raw);
  if (!file.success)
    throw new Error(`It does not have the form of a conversation: ${file.issues[0].message}.`);
  const { conversation } = file.output;
  for (const { item } of conversation.nodes) {
    if (item.kind !== 'answer' || (item.status !== 'waiting' && item.status !== 'streaming')) continue;
    item.status = 'stopped';
    item.numbers = { ...item.numbers, endReason: 'window closed' };
  }
  return conversation;
}
