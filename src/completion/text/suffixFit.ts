import { lexisOf, type Lexis } from '../../common/code/lexis';
import { firstLine } from './lines';
import { openFault, readNesting, type Level, type Nesting } from './nesting';
import { sectionAt } from './section';
import type { CursorSnapshot } from '../snapshot';

/** The part of a snapshot that decides how a text fits in front of what stands behind the cursor. */
export type Surroundings = Pick<CursorSnapshot, 'prefix' | 'suffix' | 'languageId'>;

/** How well a text fits between what precedes the cursor and what follows it, by brackets, strings and comments. */
export interface SuffixFit {
  /** What a text does to the levels at the cursor. */
  read(text: string): Nesting;
  /**
   * How many mistakes a text makes together with the rest of a line: brackets without a partner, and what it closes
   * though the suffix closed it before. Comparable for texts and suffixes of one place only.
   * @param text what is inserted
   * @param from how much of the suffix goes, in UTF-16 code units
   * @param to where in the suffix the last line to look at is; `from` where not given
   */
  faults(text: string, from: number, to?: number): number;
}

const overClosedFault = 2;

/**
 * The place as it is read from the text before the cursor.
 * @param text what is to be inserted
 */
export function suffixFit(place: Surroundings, text: string): SuffixFit {
  const start = startAt(place);
  const { suffix } = place;
  const top = start.levels.at(-1);
  const line = firstLine(text) + firstLine(suffix);
  // A string that does not end on its line is an apostrophe, or not what it seems.
  const misread = top?.kind === 'string' && top.endsWithLine && !line.includes(top.close);
  return misread ? assumedFit(suffix) : fit(suffix, start);
}

/** What is open at a place. The text before the cursor is long, and several rules ask about the same place. */
function startAt(place: Surroundings): Start {
  let start = starts.get(place);
  if (!start) {
    const { prefix, languageId } = sectionAt(place);
    const lexis = withQuotes(lexisOf(languageId));
    const lineStart = prefix.lastIndexOf('\n') + 1;
    const above = readNesting(prefix.slice(0, lineStart), lexis).levels;
    const here = readNesting(prefix.slice(lineStart), lexis, above);
    start = { lexis, levels: here.levels, outer: here.kept };
    starts.set(place, start);
  }
  return start;
}

const starts = new WeakMap<Surroundings, Start>();

/** The place where the text before the cursor is not known: what the suffix closes is taken to be open. */
export function assumedFit(suffix: string): SuffixFit {
  const levels: Level[] = [];
  const line = firstLine(suffix);
  for (let at = 0; tail.test(line.charAt(at)); at++) {
    const char = line.charAt(at);
    const isQuote = quotes.has(char);
    if (isQuote && line.slice(at).split(char).length % 2 === 1) break;
    if (isQuote) {
      // The brackets that come before the end of a string stand in it.
      for (const [index, level] of levels.entries()) levels[index] = { ...level, place: 'text' };
      levels.unshift({ kind: 'string', close: char, endsWithLine: false, place: 'code' });
    } else if (brackets.has(char)) {
      levels.unshift({ kind: 'bracket', close: char, endsWithLine: false, place: 'code' });
    }
  }
  return fit(suffix, { lexis: lexisOf(''), levels, outer: 0 });
}

interface Start {
  readonly lexis: Lexis;
  readonly levels: readonly Level[];
  /** How many of the levels were opened before the line of the cursor. */
  readonly outer: number;
}

function fit(suffix: string, { lexis, levels, outer }: Start): SuffixFit {
  const overClosed = (nesting: Nesting): number => Math.max(0, outer - nesting.kept);
  return {
    read: text => readNesting(text, lexis, levels),
    faults: (text, from, to = from) => {
      const end = lineEndFrom(suffix, to);
      const before = overClosed(readNesting(suffix.slice(0, end), lexis, levels));
      const after = readNesting(text + suffix.slice(from, end), lexis, levels);
      const left = after.levels.slice(Math.min(outer, after.kept));
      const open = left.reduce((sum, level) => sum + openFault(level), 0);
      return after.faults + open + overClosedFault * Math.max(0, overClosed(after) - before);
    },
  };
}

/** Where the line ends in which a part of a text begins, its line break not counted. */
function lineEndFrom(text: string, from: number): number {
  const rest = /\r?\n/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}

/** What an editor puts behind the cursor by itself, and punctuation around it. */
export const tail = /[\s)\]}>'"`;,:/]/;
const brackets: ReadonlySet<string> = new Set([')', ']', '}', '>']);
const quotes: ReadonlySet<string> = new Set(['"', "'", '`']);

/** Editors pair quotes in markup and text too; an apostrophe is none there. */
function withQuotes(lexis: Lexis): Lexis {
  if (lexis.kind === 'code') return lexis;
  let quoted = quotedOf.get(lexis);
  if (!quoted) {
    quoted = { ...lexis, quotes: ['"', '`'] };
    quotedOf.set(lexis, quoted);
  }
  return quoted;
}

const quotedOf = new Map<Lexis, Lexis>();
