import type { ReceivedInputItem } from '../../../src/protocol/clientEvents';
import { textParts } from '../../../src/protocol/inputText';
import type { ResponseInputItem } from '../../../src/protocol/wire';

/** Input items as one reads them: who says what, one part after the other. */
export function promptScript(items: string | readonly ResponseInputItem[]): string {
  if (typeof items === 'string') return `[user]\n${items}\n`;
  return textParts(asReceived(items))
    .map(({ role, text }) => `[${role}]\n${text}\n`)
    .join('');
}

/** Input items as the other side receives them: those that carry text. */
export function asReceived(items: readonly ResponseInputItem[]): ReceivedInputItem[] {
  return items.map(item =>
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
}
