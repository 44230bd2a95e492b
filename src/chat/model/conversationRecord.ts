import * as v from 'valibot';
import { answerItem, contextKind, limits, noticeItem, queuedMessage, userItem } from '../messages';
import { fitted } from './fitted';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A piece of context with its content as it was sent. */
export const attachment = v.object({
  kind: contextKind,
  label: v.pipe(v.string(), v.maxLength(2_000)),
  detail: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
  /** VS Code language id. */
  language: v.optional(v.pipe(v.string(), v.maxLength(100))),
  text: v.pipe(v.string(), v.maxLength(limits.droppedText)),
  /** Of an answer: the part whose instruction it belongs to. */
  part: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type Attachment = v.InferOutput<typeof attachment>;

const attachments = v.optional(v.array(attachment));

/** One item and what it follows. Versions of an edited message follow the same item. */
export const chatNode = v.object({
  parent: v.optional(id),
  item: v.variant('kind', [userItem, answerItem, noticeItem]),
  attachments,
});
export type ChatNode = v.InferOutput<typeof chatNode>;

/** A message that waits, with what was attached to it. */
export const waitingMessage = v.object({ ...queuedMessage.entries, attachments });
export type WaitingMessage = v.InferOutput<typeof waitingMessage>;

/** What is said of a conversation as a whole. */
const outlineFields = v.object({
  id,
  title: v.optional(v.pipe(v.string(), v.maxLength(2_000)), ''),
  /** Whether a user gave the title: then it is not made from the first message. */
  named: v.optional(v.boolean(), false),
  createdAt: v.optional(time, 0),
  updatedAt: v.optional(time, 0),
  /** The last item of the branch that is shown; absent while there is none. */
  head: v.optional(id),
  draft: v.optional(v.pipe(v.string(), v.maxLength(limits.message)), ''),
  /** It is deleted while this is later than `restoredAt`. */
  deletedAt: v.optional(time),
  restoredAt: v.optional(time),
  /** Since then nothing is kept of it but that it was deleted; void once it was restored later. */
  purgedAt: v.optional(time),
});

/** A conversation as it is stored. Times in ms since 1970. There is no bound on how many nodes it has. */
export interface ConversationRecord extends v.InferOutput<typeof outlineFields> {
  nodes: ChatNode[];
  queue: WaitingMessage[];
}

const outline = v.looseObject({ id, nodes: v.array(v.unknown()), queue: v.optional(v.unknown()) });

/** What could be read, and how many nodes could not. */
export interface ReadRecord {
  readonly record: ConversationRecord;
  readonly lost: number;
}

/** Makes a record of what was stored; undefined when it is none. The one decision on what fits into a conversation. */
export function conversationOf(stored: unknown): ReadRecord | undefined {
  const raw = v.safeParse(outline, stored);
  const fields = raw.success ? fitted(outlineFields, raw.output) : undefined;
  if (!raw.success || !fields) return undefined;
  const { nodes: rawNodes, queue } = raw.output;
  const nodes = rawNodes.flatMap(node => fitted(chatNode, node) ?? []);
  const record: ConversationRecord = {
    ...fields,
    nodes,
    queue: Array.isArray(queue)
      ? queue.flatMap((message: unknown) => fitted(waitingMessage, message) ?? [])
      : [],
  };
  if (record.head === undefined || !nodes.some(({ item }) => item.id === record.head)) {
    const last = nodes.at(-1)?.item.id;
    if (last === undefined || record.head === undefined) delete record.head;
    else record.head = last;
  }
  return { record, lost: rawNodes.length - nodes.length };
}

/** Whether a conversation is deleted. */
export function isDeleted({ deletedAt = 0, restoredAt = 0 }: Lifetime): boolean {
  return deletedAt > restoredAt;
}

/** Whether nothing of it may be kept. */
export function isPurged({ purgedAt = 0, restoredAt = 0 }: Lifetime): boolean {
  return purgedAt > restoredAt;
}

/** When a conversation was deleted, brought back and deleted for good. */
export type Lifetime = Pick<ConversationRecord, 'deletedAt' | 'restoredAt' | 'purgedAt'>;

/** What is left of a conversation that was deleted for good. */
export function tombstone({
  id,
  updatedAt,
  deletedAt,
  restoredAt,
  purgedAt,
}: ConversationRecord): ConversationRecord {
  return {
    ...{ id, title: '', named: false, createdAt: 0, updatedAt, nodes: [], queue: [], draft: '' },
    ...(deletedAt === undefined ? {} : { deletedAt }),
    ...(restoredAt === undefined ? {} : { restoredAt }),
    ...(purgedAt === undefined ? {} : { purgedAt }),
  };
}
