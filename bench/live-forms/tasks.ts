import { indentWidth } from '../../src/completion/text/lines';
import { random } from '../support/random';
import type { CorpusFile } from '../live/corpus';

/** Code to rewrite, as a person would select it. */
export interface Region {
  readonly id: string;
  readonly file: CorpusFile;
  readonly code: string;
  readonly instruction: string;
}

/** What people ask for; none of it asks for anything to be deleted. */
const instructions = [
  '',
  'Add a comment above each function that says what it does.',
  'Use clearer names for the local variables.',
  'Handle invalid arguments.',
  'Make it shorter without changing what it does.',
] as const;

/** Whole blocks (a line and what is indented below it) of a file, always the same ones. */
export function regionsOf(
  file: CorpusFile,
  count: number,
  lines: readonly [number, number],
): readonly Region[] {
  const next = random(`${file.name} regions`);
  const all = file.text.split('\n');
  const blocks = all.flatMap((line, at) => {
    if (line.trim() === '' || !/[{:(]$/.test(line.trimEnd())) return [];
    let end = at + 1;
    while (end < all.length && isInside(all[end] ?? '', line)) end++;
    const last = all[end] ?? '';
    if (/^\s*[)\]}]/.test(last) && indentWidth(last) === indentWidth(line)) end++;
    const length = end - at;
    return length >= lines[0] && length <= lines[1] ? [{ at, end }] : [];
  });
  const chosen = new Set<(typeof blocks)[number]>();
  for (let tries = 0; tries < 20 * count && chosen.size < Math.min(count, blocks.length); tries++) {
    const block = blocks[Math.floor(next() * blocks.length)];
    if (block) chosen.add(block);
  }
  return [...chosen].map(({ at, end }) => ({
    id: `${file.name}:${at + 1}-${end}`,
    file,
    code: `${all.slice(at, end).join('\n').trimEnd()}\n`,
    instruction: instructions[Math.floor(next() * instructions.length)] ?? '',
  }));
}

function isInside(line: string, head: string): boolean {
  return line.trim() === '' || indentWidth(line) > indentWidth(head);
}
