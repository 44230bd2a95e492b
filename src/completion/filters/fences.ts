import { lexisOf } from '../../common/code/lexis';
import { linesOf } from '../text/lines';
import { scan } from '../../common/code/scan';
import { scanPrefix } from '../text/scanPrefix';
import type { Filter } from './filter';

/**
 * Ends code at a Markdown fence that was never opened: what follows is talk about the code. Not in Markdown, nor inside
 * a string or a comment, where a fence belongs to the documentation. A text that is all in a fence was freed of it
 * before, by `unfenced`. A cut; idempotent.
 */
export const fences: Filter = (text, { snapshot }) => {
  const lexis = lexisOf(snapshot.languageId);
  if (lexis.kind !== 'code' || !text.includes('```')) return text;
  const { within } = scanPrefix(snapshot.prefix, lexis);
  for (const line of linesOf(text)) {
    if (!/^\s*```[\w+-]*\s*$/.test(line.text)) continue;
    const before = text.slice(0, line.start);
    if (scan(before, lexis, { within }).within) continue;
    return before.trimEnd();
  }
  return text;
};
