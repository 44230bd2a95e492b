import type { Filter } from './filter';

/**
 * Drops what repeats the text before the cursor: models like to begin with the line that is being written.
 * Only a whole current line counts (with its indentation or without), and only when it is long enough to be no
 * coincidence.
 */
export const prefixEcho: Filter = (text, { snapshot }) => {
  const line = snapshot.prefix.slice(snapshot.prefix.lastIndexOf('\n') + 1);
  for (const echo of [line, line.trimStart()]) {
    if (echo.trim().length >= 3 && text.startsWith(echo)) return text.slice(echo.length);
  }
  return text;
};
