import type { Lexis } from './lexis';
import { scan, type Enclosure, type ScanResult } from './scan';

/**
 * Brackets, strings and comments of what stands before a cursor. The window may begin in the middle of a string of many
 * lines (documentation in Python): its end then looks like a beginning, and code behind it like a string.
 */
export function scanPrefix(prefix: string, lexis: Lexis): ScanResult {
  return scan(prefix, lexis, { within: beginningWithin(prefix, lexis) });
}

/** The string that a window begins in: where words stand outside of its delimiters, and fewer or none between them. */
export function beginningWithin(prefix: string, lexis: Lexis): Enclosure | undefined {
  // A single sign says too little: it also stands in comments.
  const quote = lexis.longQuotes.find(each => each.length > 1 && prefix.includes(each));
  if (quote === undefined) return undefined;
  const words = [0, 0];
  for (const [at, part] of prefix.split(quote).entries()) {
    words[at % 2] = (words[at % 2] ?? 0) + part.split('\n').filter(isWordy).length;
  }
  const [outside = 0, between = 0] = words;
  return outside > between ? { kind: 'string', close: quote, endsWithLine: false } : undefined;
}

/** Whether a line has words and nothing that most lines of code have. */
function isWordy(line: string): boolean {
  return /^\s*[A-Za-z][^=;{}[\]()#@]*$/.test(line) && line.trim().split(/\s+/).length >= 6;
}
