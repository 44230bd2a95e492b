import { readErrorBody } from '../../../../protocol/saidError';
import { names, readRefusal, saysUnknown } from './refusedWords';

/** What a refusal of a fill-in-the-middle means: the model or the server cannot, for good; or nobody knows. */
export type FillRefusal = 'cannot' | 'unclear';

/** How servers say that there is nothing at a path, as far as they say more than the status. */
const noPath =
  /^\s*$|^"?not found"?$|page not found|file not found|resource not found|cannot post|no route|unknown (?:request )?(?:url|endpoint|path|route)|(?:invalid|unexpected) (?:url|endpoint|path|route)|method not allowed|not implemented|not_supported|not support/i;

/**
 * Whether a refusal is about filling in the middle itself. Undefined when it is about something else. A status that
 * says there is no such path is believed when the server itself says so, and not a page of a proxy, nor one that is
 * still looking for its model.
 */
export function refusesToFill({ status, text }: { status: number; text: string }): FillRefusal | undefined {
  const words = readErrorBody(text)?.message ?? text;
  if (status === 404 || status === 405 || status === 501) {
    if (/chat model|chat\/completions/i.test(words)) return 'cannot';
    return !/^\s*</.test(text) && noPath.test(words.trim()) && !/\b(load|start|warm|model)/i.test(words) ? 'cannot' : 'unclear';
  }
  const said = readRefusal({ status, text });
  if (!said) return undefined;
  if (/chat model|not supported in the v1\/completions|chat\/completions/i.test(said.words)) return 'cannot';
  const about = names(said, 'suffix') || /\b(infill|insert|suffix|fim|fill.in.the.middle|prefix_token|suffix_token)\b/i.test(said.words);
  return about && saysUnknown(said) ? 'cannot' : undefined;
}
