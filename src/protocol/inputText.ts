import type { ReceivedInputItem } from './clientEvents';

/** One piece of text of a conversation, with who said it. */
export interface TextPart {
  readonly role: string;
  readonly text: string;
}

/** The texts of a request's `input`, in order. Items and parts that carry no text are passed over. */
export function textParts(input: string | readonly ReceivedInputItem[] | null | undefined): TextPart[] {
  if (input === null || input === undefined) return [];
  if (typeof input === 'string') return [{ role: 'user', text: input }];
  return input.flatMap(({ role = 'user', content }) => {
    if (typeof content === 'string') return [{ role, text: content }];
    return (content ?? []).flatMap(part => (part.text === undefined ? [] : [{ role, text: part.text }]));
  });
}
