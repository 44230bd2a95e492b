import type { DocumentText } from '../nextEdit';
import { windowAround, type LineRange, type LineWindow } from './editWindow';
import { lineNumbers } from './lineNumbers';
import type { RecentChange } from './modelMoment';

/** Lines of a document that a change of the last minutes may concern. */
export interface LikelyPlace extends LineWindow {
  readonly document: DocumentText;
}

/** Names that are looked for, and how many changes they are taken from, the newest. */
const mostNames = 8;
const mostChanges = 4;
/** Places that are shown, of one document and together; lines above and below each. */
const mostOfDocument = 3;
const mostPlaces = 6;
const linesAround = 3;
/** Of a longer document only the beginning is looked through, in UTF-16 code units. */
const mostUnits = 400_000;

/**
 * Where else the names stand that were just taken away or written: the places at which a change may have to be repeated.
 * @param documents the likeliest first
 * @param except what is shown anyway
 */
export function likelyPlaces(
  documents: readonly DocumentText[],
  changes: readonly RecentChange[],
  except: { readonly uri: string } & LineRange,
): LikelyPlace[] {
  const names = changedNames(changes);
  const places: LikelyPlace[] = [];
  for (const document of documents) {
    const lineOf = lineNumbers(document.text);
    const taken: LineRange[] = document.uri === except.uri ? [except] : [];
    let count = 0;
    for (const at of occurrences(document.text.slice(0, mostUnits), names)) {
      if (count === mostOfDocument || places.length === mostPlaces) break;
      if (taken.some(({ start, end }) => at >= start && at < end)) continue;
      const window = windowAround(document.text, at, linesAround);
      if (taken.some(({ start, end }) => window.start < end && start < window.end)) continue;
      places.push({ document, ...window, line: lineOf(window.start) });
      taken.push(window);
      count++;
    }
  }
  return places;
}

/** Names that changes took away, then those that they brought; of the newest change first. */
function changedNames(changes: readonly RecentChange[]): string[] {
  const gone = new Set<string>();
  const brought = new Set<string>();
  for (const { diff } of changes.slice(-mostChanges).reverse()) {
    const [removed, added] = (['-', '+'] as const).map(sign => namesIn(linesWith(diff, sign)));
    for (const name of removed ?? []) if (!added?.has(name)) gone.add(name);
    for (const name of added ?? []) if (!removed?.has(name)) brought.add(name);
  }
  return [...new Set([...gone, ...brought])].slice(0, mostNames);
}

function linesWith(diff: string, sign: '-' | '+'): string {
  return diff
    .split('\n')
    .filter(line => line.startsWith(sign))
    .map(line => line.slice(1))
    .join('\n');
}

function namesIn(text: string): Set<string> {
  return new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]{2,60}/gu));
}

/** Where names stand as whole words, name by name. */
function* occurrences(text: string, names: readonly string[]): Generator<number, void, undefined> {
  for (const name of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const isWhole =
        !/[\p{L}\p{N}_$]/u.test(text.charAt(at - 1)) &&
        !/[\p{L}\p{N}_$]/u.test(text.charAt(at + name.length));
      if (isWhole) yield at;
    }
  }
}
