import { readErrorBody } from '../../../protocol/saidError';
import { names, readRefusal, saysUnknown, type SaidRefusal } from './refusedWords';

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
  const missing = status === 404 || status === 405 || status === 501;
  // Such a status says more than most; the words may say the rest.
  const said = readRefusal({ status: missing ? 400 : status, text });
  if (said && /chat model|chat\/completions/i.test(words)) return 'cannot';
  if (said && isAboutFilling(said) && saysUnknown(said)) return 'cannot';
  if (!missing) return undefined;
  const isPlain =
    said !== undefined && noPath.test(words.trim()) && !/\b(load|start|warm|model)/i.test(words);
  return isPlain ? 'cannot' : 'unclear';
}

function isAboutFilling(said: SaidRefusal): boolean {
  const words = /\b(infill|insert|suffix|fim|fill.in.the.middle|prefix.token|suffix.token)\b/i;
  return names(said, 'suffix') || words.test(said.words);
}
