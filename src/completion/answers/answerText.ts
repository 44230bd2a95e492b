import { holdBack } from './unfenced';
import { answerTag } from '../prompt/prompt';

/**
 * The text inside a model's answer. Models are asked for `<fill>...</fill>`, but some leave the tag out; an engine
 * of ours answers with the bare text. A Markdown fence is left to `unfenced`, which looks at the place.
 * Works on an answer that is still growing: the result for a longer answer extends the one for a shorter, and
 * text that may yet turn out to be markup is held back until it is known.
 * @param raw everything received so far
 * @param ended whether the answer is complete
 */
export function answerText(raw: string, ended: boolean): string {
  const body = afterOpening(raw, ended);
  if (body === undefined) return '';
  const end = body.indexOf(answerTag.close);
  return end >= 0 ? body.slice(0, end) : ended ? body : holdBack(body, answerTag.close);
}

/** The text behind the opening tag; all of it when there is none; undefined while that cannot be told. */
function afterOpening(raw: string, ended: boolean): string | undefined {
  const start = raw.trimStart();
  if (start.startsWith(answerTag.open)) return start.slice(answerTag.open.length);
  if (!ended && answerTag.open.startsWith(start)) return undefined;
  return raw;
}
