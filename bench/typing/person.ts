import { random } from '../support/random';
import type { SourceFile } from './corpus';

/** One key press, `after` ms after the one before. */
export type Key =
  | { readonly after: number; readonly kind: 'type'; readonly text: string }
  | { readonly after: number; readonly kind: 'delete' };

/** Rows of a keyboard: a slip hits a neighbour. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** How often something happens: chosen, not taken from a study. A slip costs two to six keys until it is mended. */
const chance = { slip: 0.015, otherWord: 0.015, thought: 0.12 };

/**
 * What a user types to write a part of a file: at the rhythm of a fast typist who writes code (a median of 130 ms
 * within words, longer before words and lines, now and then seconds of thought), with slips noticed at once or a few
 * keys later, and words begun otherwise and taken back. Enter brings the indentation of the next line, as editors do.
 * The same for the same file.
 */
export function keysFor(file: SourceFile): readonly Key[] {
  const next = random(file.name);
  const keys: Key[] = [];
  const target = file.text.slice(file.typed.from, file.typed.to);
  const words = [...new Set(file.text.match(/[A-Za-z]{4,}/g))];
  const about = (median: number, spread: number): number => {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(35, Math.min(8_000, median * Math.exp(spread * normal)));
  };
  const type = (text: string, after: number): void => void keys.push({ after, kind: 'type', text });
  const takeBack = (count: number, pause: number): void => {
    for (let n = 0; n < count; n++) keys.push({ after: n === 0 ? pause : about(85, 0.2), kind: 'delete' });
  };

  for (let at = 0; at < target.length;) {
    const before = target[at - 1] ?? '\n';
    const char = target.charAt(at);
    const lineStart = before === '\n' || /^\s*$/.test(target.slice(target.lastIndexOf('\n', at - 1) + 1, at));
    const wordStart = /\w/.test(char) && !/\w/.test(before);
    let pause = wordStart ? about(190, 0.4) : /\w/.test(char) ? about(130, 0.35) : about(210, 0.4);
    if (lineStart && char !== '\n') pause = next() < chance.thought ? about(1800, 0.5) : about(420, 0.5);

    if (wordStart && next() < chance.otherWord && words.length > 0) {
      const begun = (words[Math.floor(next() * words.length)] ?? '').slice(0, 3 + Math.floor(next() * 4));
      for (const [n, letter] of [...begun].entries()) type(letter, n === 0 ? pause : about(130, 0.35));
      takeBack(begun.length, about(500, 0.3));
      pause = about(300, 0.3);
    } else if (/[a-z]/.test(char) && next() < chance.slip) {
      // The wrong letter, and what follows it until it is noticed.
      const more = Math.floor(next() * 3);
      const blind = target.slice(at + 1, at + 1 + more).split('\n')[0] ?? '';
      type(neighbour(char, next()), pause);
      for (const letter of blind) type(letter, about(130, 0.35));
      takeBack(1 + blind.length, about(320, 0.3));
      pause = about(180, 0.3);
    }
    const indent = char === '\n' ? (/^[ \t]*/.exec(target.slice(at + 1))?.[0] ?? '') : '';
    // White space of an empty line is not typed.
    type(char + indent, pause);
    at += 1 + indent.length;
  }
  return keys;
}

function neighbour(char: string, at: number): string {
  const row = rows.find(each => each.includes(char)) ?? '';
  const index = row.indexOf(char);
  return row[at < 0.5 ? index - 1 : index + 1] ?? row[index === 0 ? 1 : index - 1] ?? 'x';
}
