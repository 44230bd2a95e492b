import { limits, type AnswerItem, type AttachedName, type NoticeItem, type UserItem } from '../messages';
import { attachment, type Attachment, type ChatNode } from './conversationRecord';
import { fitted } from './fitted';

/** A name is not longer than this, in UTF-16 code units. */
const longestName = 2_000;

/** The id of a new item, and when it was made, in ms since 1970. */
export interface Birth {
  readonly id: string;
  readonly at: number;
}

/** A message of the user, with what is attached by name. */
export function newMessage({ id, at }: Birth, text: string, attachments: readonly Attachment[]): UserItem {
  return { kind: 'user', id, text, at, context: namesOf(attachments) };
}

/** What is attached, by name. */
export function namesOf(attachments: readonly Attachment[]): AttachedName[] {
  return attachments.slice(0, limits.chips).map(({ kind, label, detail }) => ({
    kind,
    label,
    ...(detail === undefined ? {} : { detail }),
  }));
}

/** An answer that nothing has come of yet. */
export function newAnswer({ id, at }: Birth, model: string | undefined): AnswerItem {
  return {
    ...{ kind: 'answer', id, at, parts: [{ text: '' }], status: 'waiting' },
    ...(model === undefined ? {} : { model: model.slice(0, longestName) }),
  };
}

/** Something the user is told. */
export function newNotice({ id, at }: Birth, level: NoticeItem['level'], text: string): NoticeItem {
  return { kind: 'notice', id, at, level, text: text.slice(0, longestName), actions: [] };
}

/** What of the context the model was not given already, word for word, on this branch or on its way. */
export function notGivenYet(
  branch: readonly ChatNode[],
  context: readonly Attachment[],
  underWay: readonly Attachment[] = [],
): Attachment[] {
  const given = new Set(
    [...branch.flatMap(({ attachments }) => attachments ?? []), ...underWay].map(sameness),
  );
  const sound = context.flatMap(piece => fitted(attachment, piece) ?? []);
  return sound.filter(piece => {
    const isNew = !given.has(sameness(piece));
    given.add(sameness(piece));
    return isNew;
  });
}

const sameness = ({ kind, label, text }: Attachment): string => `${kind}\n${label}\n${text}`;
