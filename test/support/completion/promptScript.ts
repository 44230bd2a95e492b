import { textParts } from '../../../src/protocol/inputText';
import type { ResponseInputItem } from '../../../src/protocol/wire';

/** Input items as one reads them: who says what, one part after the other. */
export function promptScript(items: string | readonly ResponseInputItem[]): string {
  if (typeof items === 'string') return `[user]\n${items}\n`;
  const received = items.map(item =>
    'role' in item
      ? {
          role: item.role,
          content:
            'content' in item && Array.isArray(item.content)
              ? item.content.flatMap(part => ('text' in part ? [{ type: part.type, text: part.text }] : []))
              : [],
        }
      : {},
  );
  return textParts(received)
    .map(({ role, text }) => `[${role}]\n${text}\n`)
    .join('');
}
