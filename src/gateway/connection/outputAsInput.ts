import type { ReceivedInputItem } from '../../protocol/clientEvents';
import type { ServedItem } from '../turn/served';

/** An item of an answer in the form in which it comes back as the input of the next turn. */
export function outputAsInput(item: ServedItem): ReceivedInputItem {
  if (item.type === 'function_call') return { ...item };
  const text = item.content.map(part => (part.type === 'output_text' ? part.text : part.refusal)).join('');
  return { type: 'message', id: item.id, role: 'assistant', content: [{ type: 'output_text', text }] };
}
