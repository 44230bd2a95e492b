import { lineEdits } from '../../diff/lineEdits';
import type { DocumentText, NextEdit } from '../nextEdit';
import type { Change } from './change';
import { lineAround } from './textLines';
import { longestLine } from './tokens';
import type { Work } from './work';

/** So many changes are looked at, the newest. */
const mostChanges = 8;

/** A block has at least so many letters and digits: shorter ones stand everywhere. */
const fewestLetters = 12;

/** Of more places than this none is meant. */
const mostPlaces = 12;

/** Of the words that come so many stood there: what has nothing to do with the former lines belongs to one place only. */
const leastKept = 0.8;

/** Of 105 such places in versions of the packages for tuning 97 were right. */
const confidence = 0.88;

/**
 * The same block of lines once more: where several lines became others, those that are the same to the letter but for their
 * indentation become the same. Changes of single lines are patterns, and are found by their words.
 */
export async function sameBlocks(
  changes: readonly Change[],
  document: DocumentText,
  work: Work,
): Promise<NextEdit[]> {
  const edits: NextEdit[] = [];
  for (const { uri, before, after } of changes.slice(0, mostChanges)) {
    if (uri !== document.uri || !isBlock(before) || !isRewrite(before, after)) continue;
    await work.did(document.text.length / 4);
    const places = await placesOf(before, document.text, work);
    if (places.length > mostPlaces) continue;
    const cause = JSON.stringify([before, after]);
    for (const { start, text, indent } of places) {
      const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
      const now = after.map(line => moved(line, indentOf(before[0] ?? ''), indent)).join(lineEnd);
      const changed = lineEdits(text, now, start);
      if (changed.length > 0) edits.push({ uri, edits: changed, kind: 'repeat', confidence, cause });
    }
  }
  return edits;
}

/** Where a block stands in a document: its text there, without the last line break, and the indentation of its first line. */
interface BlockPlace {
  readonly start: number;
  readonly text: string;
  readonly indent: string;
}

function isBlock(lines: readonly string[]): boolean {
  const letters = lines.join('').match(/[\p{L}\p{N}]/gu) ?? [];
  return (
    lines.length > 1 && letters.length >= fewestLetters && lines.every(({ length }) => length <= longestLine)
  );
}

/** Whether lines were put in other words: most of what comes stood there, and brackets are open and closed as before. */
function isRewrite(before: readonly string[], after: readonly string[]): boolean {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const known = new Set(old);
  const kept = now.filter(each => known.has(each)).length;
  return now.length > 0 && kept >= leastKept * now.length && balanceOf(before) === balanceOf(after);
}

function wordsOf(lines: readonly string[]): readonly string[] {
  return lines.join('\n').match(/[\p{L}\p{N}_$]+/gu) ?? [];
}

/** How many brackets of each kind stay open, as a text. */
function balanceOf(lines: readonly string[]): string {
  const text = lines.join('\n');
  const count = (sign: string): number => text.split(sign).length;
  return ['()', '[]', '{}'].map(([open = '', close = '']) => count(open) - count(close)).join();
}

async function placesOf(block: readonly string[], text: string, work: Work): Promise<BlockPlace[]> {
  const first = block[0]?.trim() ?? '';
  if (first === '') return [];
  const places: BlockPlace[] = [];
  for (
    let at = text.indexOf(first);
    at >= 0 && places.length <= mostPlaces;
    at = text.indexOf(first, at + 1)
  ) {
    const { start, text: line } = lineAround(text, at, longestLine);
    await work.did(line.length);
    if (line.trim() !== first) continue;
    const indent = indentOf(line);
    const end = endOf(block, text, start, indent);
    if (end !== undefined) places.push({ start, text: text.slice(start, end), indent });
  }
  return places;
}

/** Where a block ends that begins there; undefined where another one does. */
function endOf(block: readonly string[], text: string, start: number, indent: string): number | undefined {
  const from = indentOf(block[0] ?? '');
  let at = start;
  let end = start;
  for (const line of block) {
    if (at > text.length) return undefined;
    const wanted = moved(line, from, indent);
    if (!text.startsWith(wanted, at)) return undefined;
    end = at + wanted.length;
    const lineBreak = /^\r?\n/.exec(text.slice(end, end + 2))?.[0];
    if (lineBreak === undefined && end < text.length) return undefined;
    at = end + (lineBreak?.length ?? 1);
  }
  return end;
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** A line that is indented from another one on. */
function moved(line: string, from: string, to: string): string {
  return line.startsWith(from) ? to + line.slice(from.length) : line;
}
