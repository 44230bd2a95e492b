import { blockEndIn } from '../text/blockEndIn';
import { lexisOf } from '../../common/code/lexis';
import type { Filter } from './filter';

/**
 * Ends a text with the block that its first line begins: what follows is another thought. A text that begins no
 * block stays as it is. A cut; idempotent.
 */
export const blockEnd: Filter = (text, { snapshot }) => {
  const lexis = lexisOf(snapshot.languageId);
  if (lexis.kind !== 'code') return text;
  return text.slice(0, blockEndIn(text, snapshot.prefix, lexis));
};
