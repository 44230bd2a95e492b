import { holdBack, unfenced } from './unfenced';
import { answerTag } from './prompt';

/**
 * The code inside a model's answer. Models are asked for `<fill>...</fill>`, but some leave the tag out, wrap
 * the text in a Markdown fence, or repeat the cursor marker; an engine of ours answers with the bare text.
 * Works on an answer that is still growing: the result for a longer answer extends the one for a shorter, and
 * text that may yet turn out to be markup is held back until it is known.
 * @param raw everything received so far
 * @param ended whether the answer is complete
 */
export function answerText(raw: string, ended: boolean): string {
  const body = afterOpening(raw, ended);
  if (body === undefined) return '';
  const end = body.indexOf(answerTag.close);
  const inner = end >= 0 ? body.slice(0, end) : ended ? body : holdBack(body, answerTag.close);
  return unfenced(inner, ended || end >= 0);
}

/** The text behind the opening tag; all of it when there is none; undefined while that cannot be told. */
function afterOpening(raw: string, ended: boolean): string | undefined {
  const start = raw.trimStart();
  if (start.startsWith(answerTag.open)) return start.slice(answerTag.open.length);
  if (!ended && answerTag.open.startsWith(start)) return undefined;
  return raw;
}
