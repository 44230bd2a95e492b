import type { AnswerItem, NoticeItem, UserItem } from '../messages';
import type { Attachment, ChatNode } from './conversationTree';

/** The id of a new item, and when it was made, in ms since 1970. */
export interface Birth {
  readonly id: string;
  readonly at: number;
}

/** A message of the person, with what is attached by name. */
export function newMessage({ id, at }: Birth, text: string, attachments: readonly Attachment[]): UserItem {
  const context = attachments.map(({ kind, label, detail }) => ({
    kind,
    label,
    ...(detail === undefined ? {} : { detail }),
  }));
  return { kind: 'user', id, text, at, context };
}

/** An answer that nothing has come of yet. */
export function newAnswer({ id, at }: Birth, model: string | undefined): AnswerItem {
  return {
    ...{ kind: 'answer', id, at, parts: [{ text: '' }], status: 'waiting' },
    ...(model === undefined ? {} : { model }),
  };
}

/** Something the person is told. */
export function newNotice({ id, at }: Birth, level: NoticeItem['level'], text: string): NoticeItem {
  return { kind: 'notice', id, at, level, text: text.slice(0, 2_000), actions: [] };
}

/** What of the context the model was not given already, word for word, on this course. */
export function notGivenYet(course: readonly ChatNode[], context: readonly Attachment[]): Attachment[] {
  const given = new Set(course.flatMap(({ attachments }) => attachments ?? []).map(sameness));
  return context.filter(piece => !given.has(sameness(piece)));
}

const sameness = ({ kind, label, text }: Attachment): string => `${kind}\n${label}\n${text}`;
