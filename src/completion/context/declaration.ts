import type { Lines } from '../window';
import { cut } from './snippet';

/** Lines of a type, with its members. */
const linesOfType = 20;
/** Lines of a signature. */
const linesOfSignature = 6;
const longestLine = 200;

const typeWords = /\b(interface|type|enum|struct|class|trait|record|protocol|union|namespace|module)\b/;

/**
 * A declaration as one would tell it: of a function the signature, of a type its members as well. Read from the text
 * alone, by brackets and indentation, so that it works for most languages.
 * @param line where the declaration begins, zero-based
 */
export function declarationAt(lines: Lines, line: number): string {
  const first = lines.text(line);
  const isType = typeWords.test(first.replace(/\(.*/, ''));
  const kept: string[] = [];
  let depth = 0;
  for (let at = line; at < lines.count && kept.length < (isType ? linesOfType : linesOfSignature); at++) {
    const text = lines.text(at);
    // What is indented less than the declaration is not part of it, save for a closing bracket.
    if (kept.length > 0 && depth === 0 && text.trim() !== '' && indent(text) <= indent(first)) break;
    const end = isType ? undefined : endOfSignature(text, depth);
    kept.push(cut(end === undefined ? text : text.slice(0, end).trimEnd(), longestLine));
    if (end !== undefined) break;
    depth += change(text);
    if (depth <= 0 && kept.length > 1 && /^\s*[})\]]/.test(text)) break;
    if (depth === 0 && /;\s*$/.test(text)) break;
  }
  return unindented(kept, indent(first)).join('\n').trim();
}

/** Where the body begins in a line of a signature, or the line ends it; undefined when it goes on. */
function endOfSignature(text: string, depthBefore: number): number | undefined {
  let depth = depthBefore;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '{' && depth === 0) return at;
    if (char === ':' && depth === 0 && /^:\s*(#.*)?$/.test(text.slice(at))) return at;
    if (char === '=' && text[at + 1] === '>' && depth === 0) return at + 2;
    if (char === ';' && depth === 0) return at + 1;
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
  }
  return undefined;
}

function change(text: string): number {
  let depth = 0;
  for (const char of text) {
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
  }
  return depth;
}

function indent(text: string): number {
  return text.length - text.trimStart().length;
}

function unindented(lines: readonly string[], by: number): string[] {
  return lines.map(line => line.slice(Math.min(by, indent(line))));
}
