import type { SnippetForm } from '../../protocol/promptForms';
import type { Lines } from '../window';
import { textsOf } from './fileWindows';

/** Longer lines are cut: a snippet is for reading. UTF-16 code units. */
const longestLine = 500;

/** Some lines of a file as a form, without empty ones at its ends. Lines are zero-based and inclusive. */
export function snippet(
  file: { readonly path: string; readonly language: string; readonly lines: Lines },
  first: number,
  last: number,
): SnippetForm {
  const { path, language, lines } = file;
  let from = Math.max(0, first);
  let to = Math.min(lines.count - 1, last);
  while (from < to && lines.text(from).trim() === '') from++;
  while (to > from && lines.text(to).trim() === '') to--;
  const text = [...textsOf(lines, from, to)].map(line => cut(line, longestLine)).join('\n');
  return { kind: 'snippet', path, language, lines: { first: from + 1, last: to + 1 }, text };
}

/** A text without what goes beyond a length, in UTF-16 code units; never with half a character at its end. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
