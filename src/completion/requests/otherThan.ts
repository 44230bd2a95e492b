import type { ResponseInputItem } from '../../protocol/wire';

/** What a request says to get another answer than these: a note before the cursor's message, which stays the last. */
export function otherThan(
  texts: readonly string[],
  input: readonly ResponseInputItem[],
): readonly ResponseInputItem[] {
  if (texts.length === 0) return input;
  const text = [
    'These texts are known for the cursor of the last message. Write another one that differs from all of them:',
    ...texts.map(each => `<known>${each}</known>`),
  ].join('\n');
  const note: ResponseInputItem = {
    type: 'message',
    role: 'developer',
    content: [{ type: 'input_text', text }],
  };
  return [...input.slice(0, -1), note, ...input.slice(-1)];
}
