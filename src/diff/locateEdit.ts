import { splitLines } from './lines';

/** Where an edit belongs: whole lines of a text, UTF-16 offsets, and what its new lines have to begin with. */
export interface Located {
  readonly kind: 'found';
  readonly start: number;
  readonly end: number;
  /** Indentation the search lines lack everywhere: also the new lines lack it. Usually empty. */
  readonly indent: string;
}

/** Why an edit has no place. Its text is shown to the person, and the other edits go on. */
export interface NotLocated {
  readonly kind: 'missing' | 'ambiguous';
}

/**
 * Looks for the place of an edit by its search lines (without line breaks). They must stand there exactly once: letter
 * by letter; else but for white space at the ends of lines; else but for an indentation that all of them lack. A text
 * that says the same twice is `ambiguous` rather than changed in the wrong place. No search lines mean an empty text.
 */
export function locateEdit(text: string, search: readonly string[]): Located | NotLocated {
  if (search.every(line => line.trim() === '')) {
    return text.trim() === ''
      ? { kind: 'found', start: 0, end: text.length, indent: '' }
      : { kind: 'missing' };
  }
  const lines = splitLines(text);
  const bare = lines.map(line => line.replace(/\r?\n$/, ''));
  const trimmed = bare.map(line => line.trimEnd());
  const wanted = search.map(line => line.trimEnd());
  const lacked = lackedIndent(trimmed, wanted);
  const attempts: Attempt[] = [
    [bare, search, ''],
    [trimmed, wanted, ''],
    ...lacked.map((indent): Attempt => [
      trimmed,
      wanted.map(line => (line === '' ? line : indent + line)),
      indent,
    ]),
  ];
  for (const [all, some, indent] of attempts) {
    const places = placesOf(all, some);
    if (places.length > 1) return { kind: 'ambiguous' };
    const [at] = places;
    if (at !== undefined) {
      const start = lengthOf(lines, 0, at);
      return { kind: 'found', start, end: start + lengthOf(lines, at, at + some.length), indent };
    }
  }
  return { kind: 'missing' };
}

type Attempt = readonly [lines: readonly string[], search: readonly string[], indent: string];

function placesOf(lines: readonly string[], search: readonly string[]): number[] {
  const places: number[] = [];
  const [first] = search;
  for (let at = first === undefined ? -1 : lines.indexOf(first); at >= 0 && places.length < 2;) {
    if (search.every((line, index) => lines[at + index] === line)) places.push(at);
    at = lines.indexOf(first ?? '', at + 1);
  }
  return places;
}

/** The indentations with which the first search line that is not blank occurs, besides its own. */
function lackedIndent(lines: readonly string[], search: readonly string[]): string[] {
  const first = search.find(line => line !== '') ?? '';
  const indents = lines.flatMap(line => {
    const before = line.slice(0, line.length - first.length);
    return line.endsWith(first) && before !== '' && before.trim() === '' ? [before] : [];
  });
  return [...new Set(indents)];
}

function lengthOf(lines: readonly string[], from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; at++) length += lines[at]?.length ?? 0;
  return length;
}
