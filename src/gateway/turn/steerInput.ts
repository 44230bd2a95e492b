import * as v from 'valibot';
import type { ReceivedInputItem } from '../../protocol/clientEvents';

const part = v.looseObject({
  type: v.picklist(['input_text', 'input_image', 'input_file']),
  text: v.optional(v.string()),
});

const items = v.pipe(
  v.array(
    v.looseObject({
      type: v.optional(v.literal('message')),
      role: v.literal('user'),
      content: v.union([v.string(), v.array(part)]),
    }),
  ),
  v.minLength(1),
);

/** The items of a steer's input, or why it is refused: user messages only, at least one, text, image or file. */
export function readSteerInput(input: unknown): readonly ReceivedInputItem[] | { readonly problem: string } {
  if (typeof input === 'string') {
    if (input === '') return { problem: 'The steering input is empty.' };
    return [userMessage(input)];
  }
  const read = v.safeParse(items, input, { abortEarly: true });
  if (read.success) return read.output;
  return {
    problem:
      'Steering input is a string or a non-empty array of messages with role "user" and ' +
      'content of input_text, input_image or input_file parts.',
  };
}

/** One message of the user. */
export function userMessage(text: string): ReceivedInputItem {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}
