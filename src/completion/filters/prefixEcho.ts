import { currentLine } from '../lines';
import type { Filter } from './filter';

/**
 * Drops what repeats the text before the cursor: models like to begin with the line that is being written.
 * Only a whole current line counts (with its indentation or without), and only when it holds enough letters to
 * be no coincidence; a ruler such as `// ----` is to be continued. Idempotent.
 */
export const prefixEcho: Filter = (text, { snapshot }) => {
  const line = currentLine(snapshot.prefix);
  if ((line.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < minLetters) return text;
  let rest = text;
  for (;;) {
    const echo = [line, line.trimStart()].find(each => rest.startsWith(each));
    if (echo === undefined) return rest;
    rest = rest.slice(echo.length);
  }
};

const minLetters = 3;
