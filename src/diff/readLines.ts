import { scan, type Enclosure } from '../common/code/scan';
import { textLexisOf, type TextLexis } from './textLexis';

/** What a line of code does to the brackets around it. */
export interface ReadLine {
  /** The text over several lines that the line begins in. */
  readonly within: 'string' | 'comment' | undefined;
  /** The brackets that close what was opened above, innermost first. */
  readonly closers: readonly string[];
  /** How many of these stand in front of anything else. */
  readonly leading: number;
  /** The brackets that are still open at its end. */
  readonly open: readonly string[];
}

const inText: ReadLine = { within: 'string', closers: [], leading: 0, open: [] };

/**
 * Brackets, and texts over several lines, of each line of some code. A text that nothing ends is none: an apostrophe, or a
 * pattern that is not known.
 */
export function readLines(lines: readonly string[], languageId: string): ReadLine[] {
  const how = textLexisOf(languageId, lines);
  const read: ReadLine[] = [];
  let within: Enclosure | undefined;
  /** Where the text that is open has begun. */
  let begun = 0;
  /** Lines whose text has no end. */
  const endless = new Set<number>();
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const { within: after, ...own } = readLine(line, how, within);
    if (!within && after) begun = at;
    within = endless.has(at) ? undefined : after;
    read.push(own.line);
    at++;
    if (!within) {
      for (const end of hereEnds(line, how)) {
        const last = lines.findIndex((each, index) => index >= at && isEnd(each, end));
        for (; at <= last; at++) read.push(inText);
      }
    } else if (at === lines.length && within.kind === 'string') {
      endless.add(begun);
      within = undefined;
      read.length = begun;
      at = begun;
    }
  }
  return read;
}

function readLine(
  line: string,
  { lexis, sign, rawEnds }: TextLexis,
  within: Enclosure | undefined,
): { readonly line: ReadLine; readonly within: Enclosure | undefined } {
  // A word stands in its place.
  const text = within || !sign ? line : line.replace(sign, '$1_');
  const { closers, open, within: after } = scan(`${text}\n`, lexis, { within });
  const isRaw = within && rawEnds.has(within.close);
  return {
    line: {
      within: isRaw ? 'string' : within?.kind,
      closers: closers.map(({ bracket }) => bracket),
      leading: within ? 0 : text.replaceAll(/\s|[^\s)\]}].*/g, '').length,
      open: open.map(({ bracket }) => bracket),
    },
    within: after,
  };
}

function hereEnds(line: string, { hereText, lexis }: TextLexis): readonly string[] {
  if (!hereText || lexis.lineComments.some(begin => line.trimStart().startsWith(begin))) return [];
  return [...line.matchAll(hereText)].map(found => found[2] ?? '');
}

function isEnd(line: string, end: string): boolean {
  const text = line.trim();
  return text === end || (text.startsWith(end) && /^[;,)]/.test(text.slice(end.length)));
}
