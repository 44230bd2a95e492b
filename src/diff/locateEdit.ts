import type { SearchedText } from './searchedText';

/** Where an edit belongs: whole lines of a text, UTF-16 offsets, and what its new lines have to begin with. */
export interface Located {
  readonly kind: 'found';
  readonly start: number;
  readonly end: number;
  /** Indentation the search lines lack everywhere: also the new lines lack it. Usually empty. */
  readonly indent: string;
}

/** Why an edit has no place. Its text is shown to the user, and the other edits go on. */
export interface NotLocated {
  readonly kind: 'missing' | 'ambiguous';
}

/**
 * Looks for the place of an edit by its search lines (without line breaks). They must stand there exactly once: letter
 * by letter; else but for white space at the ends of lines; else but for an indentation that all of them lack. A text
 * that says the same twice is `ambiguous` rather than changed in the wrong place. No search lines mean an empty text.
 */
export function locateEdit(file: SearchedText, search: readonly string[]): Located | NotLocated {
  if (search.every(line => line.trim() === '')) {
    return file.isBlank
      ? { kind: 'found', start: 0, end: file.text.length, indent: '' }
      : { kind: 'missing' };
  }
  for (const rule of rulesFor(file.bare, search)) {
    const places = placesOf(file, search, rule);
    if (places.length > 1) return { kind: 'ambiguous' };
    const [place] = places;
    if (place) {
      const { at, indent } = place;
      return { kind: 'found', start: file.startOf(at), end: file.startOf(at + search.length), indent };
    }
  }
  return { kind: 'missing' };
}

/** The indentation that the search lines lack where they begin at a line; undefined when they do not stand there. */
type Rule = (at: number) => string | undefined;

/** What counts as being there, the strictest first. */
function rulesFor(lines: readonly string[], search: readonly string[]): Rule[] {
  const wanted = search.map(line => line.trimEnd());
  const trimmed = (at: number): string => (lines[at] ?? '').trimEnd();
  const first = wanted.findIndex(line => line !== '');
  return [
    at => (search.every((line, index) => line === lines[at + index]) ? '' : undefined),
    at => (wanted.every((line, index) => line === trimmed(at + index)) ? '' : undefined),
    at => {
      const indent = trimmed(at + first).slice(0, -(wanted[first] ?? '').length);
      const isThere = wanted.every((line, index) => (line && indent + line) === trimmed(at + index));
      return isThere ? indent : undefined;
    },
  ];
}

interface Place {
  readonly at: number;
  readonly indent: string;
}

/** Where all search lines stand one below the other; no more than two places. Looked for by the rarest of them. */
function placesOf(file: SearchedText, search: readonly string[], rule: Rule): Place[] {
  let rarest = 0;
  let fewest = Infinity;
  for (const [index, line] of search.entries()) {
    const count = file.countOf(line);
    if (count < fewest) [rarest, fewest] = [index, count];
  }
  const places: Place[] = [];
  for (const place of file.placesOf(search[rarest] ?? '')) {
    const at = place - rarest;
    if (at < 0 || at + search.length > file.bare.length) continue;
    const indent = rule(at);
    if (indent !== undefined) places.push({ at, indent });
    if (places.length === 2) break;
  }
  return places;
}
