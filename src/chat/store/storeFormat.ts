import * as v from 'valibot';
import { t } from '../../common/l10n';
import { conversationOf, type ConversationRecord, type ReadRecord } from '../model/conversationRecord';

/** Version of the form below. A change that older readers cannot read makes it one more. */
const version = 1;

const storedFile = v.looseObject({ version: v.literal(version), conversation: v.unknown() });
const anyVersion = v.looseObject({ version: v.number() });

/** It was written by an extension that knows more than this one. Nothing is wrong with it. */
export class NewerFormat extends Error {}

/** A conversation as the text of a file. */
export function writeConversation(conversation: ConversationRecord): string {
  return JSON.stringify({ version, conversation });
}

/**
 * Reads such a text, and says how many of its items could not be read. An answer that was being written when the window
 * went away has stopped there.
 * @throws Error that says in words why nothing of it can be read; NewerFormat where a newer extension can
 */
export function readStored(text: string): ReadRecord {
  const raw: unknown = JSON.parse(text);
  const header = v.safeParse(anyVersion, raw);
  if (header.success && header.output.version > version) {
    throw new NewerFormat(
      t('It was written by a newer version of the extension (format {0}).', header.output.version),
    );
  }
  const file = v.safeParse(storedFile, raw);
  const read = file.success ? conversationOf(file.output.conversation) : undefined;
  if (!read) throw new Error(t('It does not have the form of a conversation.'));
  for (const { item } of read.record.nodes) {
    if (item.kind !== 'answer' || (item.status !== 'waiting' && item.status !== 'streaming')) continue;
    item.status = 'stopped';
    item.numbers = { ...item.numbers, endReason: 'window closed' };
  }
  return read;
}

/**
 * A stored conversation, of a text of which all can be read. Throws as `readStored` does.
 * @public
 */
export function readConversation(text: string): ConversationRecord {
  return readStored(text).record;
}
