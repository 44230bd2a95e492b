import type { Lines } from '../window';
import { cut } from './snippet';

/** Lines of a type, with its members. */
const linesOfType = 20;
/** Lines of a signature. */
const linesOfSignature = 6;
const longestLine = 200;

const typeWords = /^[^(]*\b(interface|type|enum|struct|class|trait|record|protocol|union|namespace|module)\b/;

/**
 * A declaration as one would tell it: of a function the signature, of a type its members as well. Read from the text
 * alone, by brackets and indentation, so that it works for most languages.
 * @param line where the declaration begins, zero-based
 */
export function declarationAt(lines: Lines, line: number): string {
  const first = lines.text(line);
  const isType = typeWords.test(first);
  const kept: string[] = [];
  let depth = 0;
  for (let at = line; at < lines.count && kept.length < (isType ? linesOfType : linesOfSignature); at++) {
    const text = lines.text(at);
    // What is indented less than the declaration is not part of it, save for a closing bracket.
    if (kept.length > 0 && depth <= 0 && text.trim() !== '' && indent(text) <= indent(first)) break;
    const end = isType ? undefined : endOfSignature(text, depth);
    kept.push(cut(text.slice(0, end).trimEnd(), longestLine));
    if (end !== undefined) break;
    for (const { 0: sign } of text.matchAll(signs)) depth += change(sign);
  }
  return unindented(kept, indent(first)).join('\n').trim();
}

/** Brackets, and what may end a signature: a colon does so at the end of a line only. */
const signs = /[()[\]{};]|=>|:\s*(?:#.*)?$/g;

/** Where the body begins in a line of a signature, or the line ends it; undefined when it goes on. */
function endOfSignature(text: string, depthBefore: number): number | undefined {
  let depth = depthBefore;
  for (const { 0: sign, index } of text.matchAll(signs)) {
    if (depth <= 0) {
      if (sign === '{' || sign.startsWith(':')) return index;
      if (sign === ';' || sign === '=>') return index + sign.length;
    }
    depth += change(sign);
  }
  return undefined;
}

function change(sign: string): number {
  if ('([{'.includes(sign)) return 1;
  return ')]}'.includes(sign) ? -1 : 0;
}

function indent(text: string): number {
  return text.length - text.trimStart().length;
}

function unindented(lines: readonly string[], by: number): string[] {
  return lines.map(line => line.slice(Math.min(by, indent(line))));
}
