import { lexisOf } from '../../common/code/lexis';
import { currentLine } from '../text/lines';
import { scan, type Closer, type OpenBracket } from '../../common/code/scan';
import { scanPrefix } from '../text/scanPrefix';
import type { Filter } from './filter';

/**
 * Drops closing brackets at the end of a text that already stand on the lines below. A bracket below closes one
 * that the prefix opened when it is of the same kind and begins its line where the line of the opening one
 * begins; so a missing bracket of an inner block is kept although the outer block is closed. What stands on the
 * cursor's own line is left to `suffixOverlap` and `replacedSuffix`. A cut; idempotent.
 */
export const closingBrackets: Filter = (text, { snapshot }) => {
  const lexis = lexisOf(snapshot.languageId);
  if (lexis.kind !== 'code' || !/[)\]}]/.test(text)) return text;
  const before = scanPrefix(snapshot.prefix, lexis);
  const { closers } = scan(text, lexis, { within: before.within });
  if (closers.length === 0) return text;
  const firstBreak = snapshot.suffix.indexOf('\n');
  if (firstBreak < 0) return text;
  const below = scan(snapshot.suffix, lexis, { line: currentLine(snapshot.prefix) }).closers;
  const there = standBelow(before.open, below, closers.length, firstBreak);
  const from = closers.findIndex(
    (closer, index) => onlyClosing(text.slice(closer.at)) && there.slice(index).every(Boolean),
  );
  const cut = closers[from];
  return cut ? text.slice(0, cut.at).trimEnd() : text;
};

/** For each of the innermost open brackets, whether a line below closes it. */
function standBelow(
  open: readonly OpenBracket[],
  below: readonly Closer[],
  count: number,
  firstBreak: number,
): boolean[] {
  const there: boolean[] = [];
  let next = 0;
  for (let depth = 0; depth < count; depth++) {
    const bracket = open[open.length - 1 - depth];
    const closer = below[next];
    const matches = bracket !== undefined && closer !== undefined && closes(closer, bracket);
    if (matches) next++;
    there.push(matches && closer.at > firstBreak);
  }
  return there;
}

function closes(closer: Closer, bracket: OpenBracket): boolean {
  if (!pairs.has(bracket.bracket + closer.bracket)) return false;
  return !closer.first || closer.indent === bracket.indent;
}

const pairs: ReadonlySet<string> = new Set(['()', '[]', '{}']);

function onlyClosing(text: string): boolean {
  return /^[\s)\]};,]*$/.test(text);
}
