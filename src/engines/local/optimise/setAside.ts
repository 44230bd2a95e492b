/** A place in a text; `end` is exclusive. UTF-16 code units. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Whole lines of a text; `end` is before the last one's line end. UTF-16 code units. */
export interface Lines extends Extent {
  /** A comment as another language writes it: it declares nothing and does nothing. */
  readonly comment: boolean;
  /** Where the parser stopped. */
  readonly fault: number;
}

/** What a parser made of a text: nothing was left over, or where it stopped. */
export type Attempt<Source> = { readonly source: Source } | { readonly fault: number };

/** How a language has its unreadable lines taken out. Replacements keep offsets: the same length, the same line ends. */
export interface Grammar<Source> {
  /** `text` is parsed, `original` is what stands there. */
  parse(text: string, original: string): Attempt<Source>;
  /** Lines of code as nothing. */
  blank(lines: string): string;
  /** A line that begins as a comment of another language does, as a comment of this one. */
  asComment(line: string): string | undefined;
  /** Whether a line goes on with what the line before began, though it is not indented deeper. */
  goesOn(line: string): boolean;
  /** Whether a line belongs to what follows it, as a decorator does. */
  leadsOn(line: string): boolean;
}

/** A text of which nothing could be read. */
export interface Unreadable {
  /** Offset at which the parser gave up. */
  readonly fault: number;
}

/** A text as far as it could be read. */
export interface Reading<Source> {
  readonly source: Source;
  /** What was set aside, in the order of the text. */
  readonly unread: readonly Lines[];
}

/** So many places are set aside at most: a text with more faults is not in this language. */
const mostPlaces = 12;
/** How much may be parsed to find them, in UTF-16 code units: a fraction of a second. */
const mostParsed = 2_000_000;

/**
 * Reads a text although some lines of it do not parse: around each fault the fewest lines that make a whole are
 * taken out, and the rest is parsed again, at the same offsets. Where nothing is left, the first fault.
 */
export function readAround<Source>(text: string, grammar: Grammar<Source>): Reading<Source> | Unreadable {
  const first = grammar.parse(text, text);
  if ('source' in first) return { source: first.source, unread: [] };
  let parsed = text.length;
  let current = text;
  let { fault } = first;
  const unread: Lines[] = [];
  const parse = (attempt: string): Attempt<Source> | undefined =>
    (parsed += attempt.length) > mostParsed ? undefined : grammar.parse(attempt, text);

  while (unread.length < mostPlaces) {
    const step = setAside(current, fault, grammar, parse);
    if (!step) return { fault: first.fault };
    unread.push(step.lines);
    current = step.text;
    if ('source' in step.attempt) {
      const left = unread.reduce((rest, { start, end }) => blanked(rest, start, end), text);
      if (left.trim() === '') return { fault: first.fault };
      return { source: step.attempt.source, unread: outermost(unread) };
    }
    fault = step.attempt.fault;
  }
  return { fault: first.fault };
}

/** Places in the order of the text, without those inside of others. */
function outermost(places: readonly Lines[]): Lines[] {
  return places
    .filter(
      place => !places.some(other => other !== place && other.start <= place.start && other.end >= place.end),
    )
    .sort((a, b) => a.start - b.start);
}

interface Step<Source> {
  readonly text: string;
  readonly lines: Lines;
  readonly attempt: Attempt<Source>;
}

/** The smallest place around a fault without which the parser comes further. */
function setAside<Source>(
  text: string,
  fault: number,
  grammar: Grammar<Source>,
  parse: (text: string) => Attempt<Source> | undefined,
): Step<Source> | undefined {
  const line = lineAround(text, fault);
  const comment = grammar.asComment(text.slice(line.start, line.end));
  const candidates: (Lines & { readonly instead: string })[] = [
    ...(comment === undefined ? [] : [{ ...line, fault: line.start, comment: true, instead: comment }]),
    ...places(text, line, grammar).map(({ start, end }) => ({
      start,
      end,
      // A parser may stop at the line behind the one that it could not read.
      fault: Math.min(fault, text.slice(0, end).trimEnd().length),
      comment: false,
      instead: grammar.blank(text.slice(start, end)),
    })),
  ];
  for (const { instead, ...lines } of candidates) {
    const without = text.slice(0, lines.start) + instead + text.slice(lines.end);
    if (without === text) continue;
    const attempt = parse(without);
    if (!attempt) return undefined;
    const further = 'source' in attempt || attempt.fault > Math.max(fault, lines.end);
    if (further) return { text: without, lines, attempt };
  }
  return undefined;
}

/** What may be at fault, the smallest first: the line's statement, the one before it, those around it, all from or up to it. */
function places<Source>(text: string, line: Extent, grammar: Grammar<Source>): Extent[] {
  const [inner, ...outer] = wholes(text, line, grammar);
  const before = lineBefore(text, line.start);
  const [previous] = before ? wholes(text, before, grammar) : [];
  return [
    ...(inner ? [inner] : []),
    ...(previous ? [previous] : []),
    ...outer,
    ...ends(text, line).filter(({ start, end }) => closesTexts(text.slice(start, end))),
  ];
}

/** A bracket that was opened before the text spoils all up to it, one that is opened and never closed all that follows. */
function ends(text: string, line: Extent): Extent[] {
  const upTo = { start: 0, end: line.end };
  if (bracketsOf(text.slice(0, line.end)) === 'closed too often') return [upTo];
  const found: Extent[] = [];
  for (let from: Extent | undefined = line; from && found.length < 4; from = lineBefore(text, from.start)) {
    if (from.start > 0 && /^\S/.test(text.slice(from.start)) && !isCloser(firstLine(text, from.start)))
      found.push({ start: from.start, end: text.length });
  }
  return [...found, upTo];
}

/** The statement around a line as its indentation tells, then the one around that, and so on, with even brackets only. */
function wholes<Source>(text: string, line: Extent, grammar: Grammar<Source>): Extent[] {
  const found: Extent[] = [];
  for (let head: Extent | undefined = line; head; head = headOf(text, head)) {
    const whole = wholeFrom(text, head, grammar);
    for (const place of [whole, withHead(text, whole, grammar)]) {
      if (place && isEven(text.slice(place.start, place.end))) found.push(place);
    }
  }
  return found;
}

/** A line with all that stands deeper below it, and what goes on with it. */
function wholeFrom<Source>(text: string, head: Extent, grammar: Grammar<Source>): Extent {
  const depth = depthOf(text, head);
  let { end } = head;
  let leads = grammar.leadsOn(text.slice(head.start, head.end));
  for (let next = lineAfter(text, end); next; next = lineAfter(text, next.end)) {
    const words = text.slice(next.start, next.end);
    if (words.trim() === '') continue;
    if (depthOf(text, next) < depth) break;
    if (depthOf(text, next) === depth) {
      if (!leads && !isCloser(words)) break;
      leads = grammar.leadsOn(words);
    }
    end = next.end;
  }
  return { start: head.start, end };
}

/** A place that begins or ends in the middle of a statement of several parts (`else`, `case`), as the whole statement. */
function withHead<Source>(text: string, place: Extent, grammar: Grammar<Source>): Extent | undefined {
  const depth = depthOf(text, place);
  let { start, end } = place;
  let top = firstLine(text, start);
  for (let before = lineBefore(text, start); before; before = lineBefore(text, before.start)) {
    const words = text.slice(before.start, before.end);
    const belongs =
      words.trim() === '' ||
      depthOf(text, before) > depth ||
      (depthOf(text, before) === depth && (grammar.leadsOn(words) || grammar.goesOn(top) || isCloser(top)));
    if (!belongs) break;
    if (words.trim() === '') continue;
    ({ start } = before);
    if (depthOf(text, before) === depth) top = words;
  }
  for (let next = lineAfter(text, end); next; next = lineAfter(text, next.end)) {
    const words = text.slice(next.start, next.end);
    if (words.trim() === '') continue;
    if (depthOf(text, next) < depth) break;
    if (depthOf(text, next) === depth && !grammar.goesOn(words) && !isCloser(words)) break;
    end = next.end;
  }
  return start === place.start && end === place.end ? undefined : { start, end };
}

function isCloser(line: string): boolean {
  return /^\s*[)\]}]/.test(line);
}

/** The nearest line above that stands less deep. */
function headOf(text: string, { start }: Extent): Extent | undefined {
  const depth = depthOf(text, lineAround(text, start));
  for (let before = lineBefore(text, start); before; before = lineBefore(text, before.start)) {
    if (text.slice(before.start, before.end).trim() !== '' && depthOf(text, before) < depth) return before;
  }
  return undefined;
}

/** Whether brackets and texts over several lines that begin in a place end there too. */
function isEven(text: string): boolean {
  if (!closesTexts(text)) return false;
  return bracketsOf(text) === 'even';
}

function bracketsOf(text: string): 'even' | 'left open' | 'closed too often' {
  const open: string[] = [];
  const code = text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '');
  for (const [bracket] of code.matchAll(/[()[\]{}]/g)) {
    const at = '([{'.indexOf(bracket);
    if (at >= 0) open.push(')]}'.charAt(at));
    else if (open.pop() !== bracket) return 'closed too often';
  }
  return open.length === 0 ? 'even' : 'left open';
}

/** Whether no text over several lines, or comment, begins in a place and ends outside, or the other way round. */
function closesTexts(text: string): boolean {
  const quotes = text.match(/`|"""|'''/g)?.length ?? 0;
  return quotes % 2 === 0 && text.split('/*').length === text.split('*/').length;
}

function lineAround(text: string, offset: number): Extent {
  // A fault at the end of a text is that of its last line that says something.
  const at = Math.min(offset, text.trimEnd().length);
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return { start, end: endOfLine(text, start) };
}

function firstLine(text: string, start: number): string {
  return text.slice(start, endOfLine(text, start));
}

function lineBefore(text: string, start: number): Extent | undefined {
  if (start === 0) return undefined;
  const first = text.lastIndexOf('\n', start - 2) + 1;
  return { start: start === 1 ? 0 : first, end: endOfLine(text, start === 1 ? 0 : first) };
}

function lineAfter(text: string, end: number): Extent | undefined {
  const at = text.indexOf('\n', end);
  return at < 0 ? undefined : { start: at + 1, end: endOfLine(text, at + 1) };
}

/** Offset of a line's end, before CR and LF. */
function endOfLine(text: string, start: number): number {
  const at = text.indexOf('\n', start);
  const end = at < 0 ? text.length : at;
  return text[end - 1] === '\r' && end > start ? end - 1 : end;
}

/** How deep a line stands: the length of the white space it begins with. */
function depthOf(text: string, { start }: Extent): number {
  return (/^[ \t]*/.exec(firstLine(text, start))?.[0] ?? '').length;
}

/** All that may be a name in a text that could not be read. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{Nl}$_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}$]*/gu) ?? [];
}

/** A text with spaces in a place; white space and line ends stay. */
export function blanked(text: string, start = 0, end = text.length): string {
  return text.slice(0, start) + text.slice(start, end).replace(/\S/g, ' ') + text.slice(end);
}
