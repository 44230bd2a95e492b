import type { CursorSnapshot } from '../../src/completion/snapshot';
import { lineWindow, type WindowBudget } from '../../src/completion/window';
import { lexisOf, type Lexis } from '../../src/common/code/lexis';
import { indentWidth } from '../../src/completion/text/lines';
import { scan, type ScanResult } from '../../src/common/code/scan';
import { random } from '../support/random';
import type { CorpusFile } from './corpus';

/** A place in a file whose text behind the cursor was taken out: what was there is what a model should say. */
export interface Place {
  readonly id: string;
  readonly file: CorpusFile;
  readonly before: string;
  /** What was taken out: the rest of the line, and perhaps lines behind it. */
  readonly held: string;
  readonly behind: string;
}

/** How many lines are taken out: the one of the cursor, or some more. */
const heldLines = [1, 3, 6];

/** Chooses places of a file, from its top to its end, always the same ones. */
export function placesOf(file: CorpusFile, count: number): readonly Place[] {
  const next = random(file.name);
  const lines = file.text.split('\n');
  const lexis = lexisOf(file.language);
  const usable = lines.flatMap((line, at) => (isCode(line) && at > 8 && at < lines.length - 8 ? [at] : []));
  const chosen = new Set<number>();
  for (let tries = 0; tries < 20 * count && chosen.size < count; tries++) {
    const at = usable[Math.floor(next() * usable.length)];
    if (at !== undefined && [...chosen].every(other => Math.abs(other - at) > 8)) chosen.add(at);
  }
  return [...chosen]
    .sort((a, b) => a - b)
    .map(line => {
      const text = lines[line] ?? '';
      const indent = /^\s*/.exec(text)?.[0].length ?? 0;
      const ends = [...text.matchAll(/\w+/g)].map(word => word.index + word[0].length);
      const within = ends.slice(0, -1).filter(end => end < text.length - 4);
      // Half of them before the line, half behind one of its words.
      const column = next() < 0.5 ? indent : (within[Math.floor(next() * within.length)] ?? indent);
      const start = lines.slice(0, line).join('\n').length + 1 + column;
      const count = heldLines[Math.floor(next() * heldLines.length)] ?? 1;
      const block = lines.slice(line + 1, line + count);
      const left = block.findIndex(each => each.trim() !== '' && indentWidth(each) < indentWidth(text));
      const held = wholeBlocks(
        [text.slice(column), ...block.slice(0, left < 0 ? undefined : left)],
        scan(file.text.slice(0, start), lexis),
        lexis,
      );
      return {
        id: `${file.name}:${line + 1}:${column + 1}`,
        file,
        before: file.text.slice(0, start),
        held,
        behind: file.text.slice(start + held.length),
      };
    });
}

/**
 * As many of the lines as leave brackets and strings behind them whole, but the first in any case: what is missing while
 * somebody writes are statements and blocks, and not the end of one with the beginning of another.
 */
function wholeBlocks(lines: readonly string[], { within }: ScanResult, lexis: Lexis): string {
  for (let count = lines.length; count > 1; count--) {
    const held = lines.slice(0, count).join('\n');
    const { open, closers, within: after } = scan(held, lexis, { within });
    if (open.length === 0 && closers.length === 0 && after?.close === within?.close) return held;
  }
  return lines[0] ?? '';
}

/** The place in the middle of a file at which so many lines were taken out. */
export function middleOf(file: CorpusFile, count: number): Place {
  const lines = file.text.split('\n');
  const first = Math.floor((lines.length - count) / 2);
  const start = lines.slice(0, first).join('\n').length + 1;
  const held = lines.slice(first, first + count).join('\n');
  return {
    id: `${file.name}:${first + 1}-${first + count}`,
    file,
    before: file.text.slice(0, start),
    held,
    behind: file.text.slice(start + held.length),
  };
}

/** A place once some of what was taken out is typed. */
export function typedAt(place: Place, typed: string): Place {
  return { ...place, before: place.before + typed, held: place.held.slice(typed.length) };
}

/**
 * The same places, as they are while all of them wait for what was taken out: nothing that is sent ahead at one of them holds
 * what is asked for at another.
 * @param places of one file, from its top to its end
 */
export function allTakenOut(places: readonly Place[]): readonly Place[] {
  return places.map((place, at) => {
    const without = (text: string, offset: number, others: readonly Place[]): string =>
      others.reduceRight((rest, { before, held }) => {
        const start = before.length - offset;
        return rest.slice(0, start) + rest.slice(start + held.length);
      }, text);
    return {
      ...place,
      before: without(place.before, 0, places.slice(0, at)),
      behind: without(place.behind, place.before.length + place.held.length, places.slice(at + 1)),
    };
  });
}

/** The window around the cursor of a place, as the editor takes it; `typed` of what was taken out stands there already. */
export function snapshotAt(
  { file, before, behind }: Place,
  budget: WindowBudget,
  typed = '',
): CursorSnapshot {
  const text = before + typed + behind;
  const lines = text.split('\n');
  const line = (before + typed).split('\n').length - 1;
  const { firstLine, lastLine } = lineWindow(
    { count: lines.length, text: at => lines[at] ?? '' },
    line,
    budget,
  );
  const from = firstLine === 0 ? 0 : lines.slice(0, firstLine).join('\n').length + 1;
  const to = lines.slice(0, lastLine + 1).join('\n').length;
  return {
    uri: `file:///${file.name}`,
    path: file.name,
    languageId: file.language,
    firstLine,
    prefix: text.slice(from, (before + typed).length),
    suffix: text.slice((before + typed).length, to),
  };
}

function isCode(line: string): boolean {
  return line.trim().length >= 12 && !/^\s*(?:\/\/|\/?\*|#|"""|''')/.test(line);
}
