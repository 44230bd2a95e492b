import type { Lines } from '../window';

/** A name whose declaration is worth knowing at the cursor. Line and character (UTF-16) are zero-based. */
export interface UsedName {
  readonly name: string;
  readonly line: number;
  readonly character: number;
  /** What to look for: where the name itself is declared, or the type of what it names (`store` in `store.`). */
  readonly wanted: 'definition' | 'type';
}

/** Lines looked at, before and behind the cursor's. */
const above = 25;
const below = 5;

/** At most so many names. */
const mostNames = 12;

const name = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Words that look like calls or types and are none, in most languages. */
const notNames = new Set(
  (
    'if for while switch catch function return typeof await async new super this self print len str int float bool ' +
    'constructor import export require def class except elif with lambda not and None True False String Number Object ' +
    'Array Promise Boolean Map Set Error console Math JSON'
  ).split(' '),
);

/**
 * The names near the cursor that are called, created, used as types or asked for their members; the nearest first.
 * Reads 31 lines, whatever the document.
 */
export function namesNear(lines: Lines, line: number): UsedName[] {
  const found = new Map<string, UsedName>();
  const order = Array.from({ length: above + below + 1 }, (_, at) => line - above + at)
    .filter(at => at >= 0 && at < lines.count)
    .sort((a, b) => Math.abs(a - line) - Math.abs(b - line) || b - a);
  for (const at of order) {
    for (const used of namesIn(lines.text(at).slice(0, 400), at)) {
      if (!found.has(used.name)) found.set(used.name, used);
      if (found.size >= mostNames) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** From the right to the left: what was written last comes first. */
function namesIn(text: string, line: number): UsedName[] {
  if (/^\s*(\/\/|#|\*|\/\*|--)/.test(text)) return [];
  const used = [...text.matchAll(name)].flatMap((match): UsedName[] => {
    const [word] = match;
    if (word.length < 3 || notNames.has(word)) return [];
    const behind = text.slice(match.index + word.length);
    const place = { name: word, line, character: match.index };
    if (/^\??\./.test(behind) && !/^[A-Z]/.test(word)) return [{ ...place, wanted: 'type' }];
    if (/^\s*[(<]/.test(behind) || /^[A-Z]/.test(word)) return [{ ...place, wanted: 'definition' }];
    return [];
  });
  return used.reverse();
}
