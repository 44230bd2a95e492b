import type { ReceivedInputItem } from '../../../../protocol/clientEvents';
import { hasCacheControls, type CacheField } from '../../../../protocol/promptCache';
import { names, readRefusal } from '../../http/refusedWords';
import type { Correction, Known } from '../../lessons';
import { isRecord } from '../json';

const field: CacheField = 'prompt_cache_breakpoint';
const lesson = `responses without ${field}`;

/** Whether a model takes marks in its input that say where a prompt cache is to end. */
export function takesBreakpoints(model: string, known: Known): boolean {
  return hasCacheControls(model) && !known.has(lesson);
}

/** An item without its marks. */
export function withoutBreakpoints(item: ReceivedInputItem): ReceivedInputItem {
  const { content } = item;
  if (!Array.isArray(content) || !content.some(part => field in part)) return item;
  return {
    ...item,
    content: content.map(part => {
      const { [field]: _mark, ...rest } = part;
      return rest;
    }),
  };
}

/** To leave the marks out, where a refusal names them and the body has some. */
export function correctBreakpoints(
  refusal: { readonly status: number; readonly text: string },
  body: Readonly<Record<string, unknown>>,
): Correction | undefined {
  const said = readRefusal(refusal);
  if (!said || !(said.param.includes(field) || names(said, field)) || !hasMarks(body)) return undefined;
  return { lessons: [lesson], lasting: true };
}

function hasMarks({ input }: Readonly<Record<string, unknown>>): boolean {
  const items: readonly unknown[] = Array.isArray(input) ? input : [];
  return items.some(item => {
    const content = isRecord(item) ? item['content'] : undefined;
    const parts: readonly unknown[] = Array.isArray(content) ? content : [];
    return parts.some(part => isRecord(part) && field in part);
  });
}
