import { isBlank, linesOf, writtenLines } from '../text/lines';
import type { Filter } from './filter';

/**
 * Keeps a text from saying what the next lines say already: dropped when its first line is the next non-empty
 * line; cut where two or more of its lines, or all up to its end, are the next non-empty ones. Indentation has
 * to agree. A cut; idempotent.
 */
export const nextLineDuplicate: Filter = (text, { snapshot, growing = false }) => {
  const below = linesOf(snapshot.suffix)
    .slice(1)
    .map(line => line.text.trimEnd())
    .filter(line => line !== '');
  let kept: string | undefined = text;
  for (let length = Infinity; kept !== undefined && kept.length < length;) {
    length = kept.length;
    kept = cutOnce(kept, snapshot.prefix, below, growing);
  }
  return kept;
};

function cutOnce(
  text: string,
  prefix: string,
  below: readonly string[],
  growing: boolean,
): string | undefined {
  const [next = ''] = below;
  const lines = writtenLines(text, prefix).filter(line => !isBlank(line.text));
  for (const [index, line] of lines.entries()) {
    if (line.whole.trimEnd() !== next) continue;
    if (index === 0) {
      if (next.trim().length >= minLength) return undefined;
      continue;
    }
    const rest = lines.slice(index).map(other => other.whole.trimEnd());
    const same = rest.findIndex((other, at) => other !== below[at]);
    const run = rest.slice(0, same < 0 ? rest.length : same);
    const tells = run.some(other => /[\p{L}\p{N}]{2}/u.test(other) && other.trim().length >= minLength);
    // All the rest is the same: that may be chance for a bracket, but more may come.
    const cut = same < 0 ? growing || tells : run.length > 1 && tells;
    if (cut) return text.slice(0, lines[index - 1]?.end ?? line.start);
  }
  return text;
}

const minLength = 3;
