import type { Lexis } from '../../common/code/lexis';
import { scan, type Enclosure, type ScanResult } from '../../common/code/scan';

/**
 * Brackets, strings and comments of what stands before a cursor. The window may begin in the middle of a string of many
 * lines (documentation in Python): its end then looks like a beginning, and code behind it like a string.
 */
export function scanPrefix(prefix: string, lexis: Lexis): ScanResult {
  return scan(prefix, lexis, { within: beginningWithin(prefix, lexis) });
}

/** The string that a window begins in: where more speaks for words outside of its delimiters and statements between them. */
export function beginningWithin(prefix: string, lexis: Lexis): Enclosure | undefined {
  // A single sign says too little: it also stands in comments.
  const quote = lexis.longQuotes.find(each => each.length > 1 && prefix.includes(each));
  if (quote === undefined) return undefined;
  // Behind these only a beginning can stand.
  if (/[=(,[{:+]\s*[A-Za-z]{0,2}$/.test(prefix.slice(0, prefix.indexOf(quote)))) return undefined;
  let inFavour = 0;
  for (const [at, part] of prefix.split(quote).entries()) {
    const lines = part.split('\n');
    const words = lines.filter(isWordy).length - lines.filter(line => statement.test(line)).length;
    inFavour += at % 2 === 0 ? words : -words;
  }
  return inFavour > 0 ? { kind: 'string', close: quote, endsWithLine: false } : undefined;
}

/** Whether a line has words and nothing that most lines of code have. */
function isWordy(line: string): boolean {
  return /^\s*[A-Za-z][^=;{}[\]()#@]*$/.test(line) && line.trim().split(/\s+/).length >= 6;
}

/** How statements of Python begin, and no sentence. */
const statement =
  /^\s*(?:(?:async )?def \w+\(|class \w+[(:]|import \w|from \w+ import |return\b|raise \w|self\.\w|if .*:$|for .*:$|else:$|try:$)/;
