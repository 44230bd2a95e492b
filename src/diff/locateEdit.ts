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
  const wanted = search.map(line => line.trimEnd());
  for (const { isThere, indent } of attempts(file, search, wanted)) {
    const places = placesOf(file, search, isThere);
    if (places.length > 1) return { kind: 'ambiguous' };
    const [at] = places;
    if (at !== undefined) {
      return { kind: 'found', start: file.startOf(at), end: file.startOf(at + search.length), indent };
    }
  }
  return { kind: 'missing' };
}

interface Attempt {
  /** Whether a line of the file is the search line of this number. */
  readonly isThere: (line: string, index: number) => boolean;
  readonly indent: string;
}

function* attempts(
  file: SearchedText,
  search: readonly string[],
  wanted: readonly string[],
): Generator<Attempt, void, undefined> {
  yield { indent: '', isThere: (line, index) => line === search[index] };
  yield { indent: '', isThere: (line, index) => line.trimEnd() === wanted[index] };
  for (const indent of lackedIndents(file, wanted)) {
    const indented = wanted.map(line => (line === '' ? line : indent + line));
    yield { indent, isThere: (line, index) => line.trimEnd() === indented[index] };
  }
}

/** Where all search lines stand one below the other; no more than two places. Looked for by the rarest of them. */
function placesOf(file: SearchedText, search: readonly string[], isThere: Attempt['isThere']): number[] {
  let rarest = 0;
  let fewest = Infinity;
  for (const [index, line] of search.entries()) {
    const count = file.countOf(line);
    if (count < fewest) [rarest, fewest] = [index, count];
  }
  const places: number[] = [];
  for (const place of file.placesOf(search[rarest] ?? '')) {
    const at = place - rarest;
    if (at < 0 || at + search.length > file.bare.length) continue;
    if (search.every((_, index) => isThere(file.bare[at + index] ?? '', index))) places.push(at);
    if (places.length === 2) break;
  }
  return places;
}

/** The indentations that the first search line that is not blank may lack. */
function lackedIndents(file: SearchedText, wanted: readonly string[]): Set<string> {
  const first = wanted.find(line => line !== '') ?? '';
  const indents = new Set<string>();
  for (const place of file.placesOf(first)) {
    const line = (file.bare[place] ?? '').trimEnd();
    indents.add(line.slice(0, -first.length));
  }
  return indents;
}
