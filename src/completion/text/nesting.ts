import type { Lexis } from '../../common/code/lexis';

/** Something that was opened and not closed yet. */
export interface Level {
  /** `angle` is a `<` behind a name: the bracket of a type, or less-than after all. */
  readonly kind: 'bracket' | 'angle' | 'string' | 'comment';
  readonly close: string;
  /** Whether the end of the line ends it too. */
  readonly endsWithLine: boolean;
  /** Where a bracket stands: among code; in the text of a string or comment; or there as a hole filled with code. */
  readonly place: 'code' | 'text' | 'hole';
}

/** A level of the start of a reading that the text closed. */
export interface ClosedLevel {
  readonly level: Level;
  /** Where the closer ends in the text, in UTF-16 code units. */
  readonly end: number;
}

/** What a text does to the levels it begins in. */
export interface Nesting {
  /** What is open at its end, outermost first. */
  readonly levels: readonly Level[];
  /** Which levels of the start it closes itself, innermost first. */
  readonly closed: readonly ClosedLevel[];
  /** How many levels of the start have been open all the way. */
  readonly kept: number;
  /** Closers without a partner, and what was left open inside something that is closed; a sum of weights. */
  readonly faults: number;
}

/**
 * Reads how brackets, strings and comments of a text open and close, from the levels that are open where it begins.
 * Brackets inside strings are paired as well, so that the holes of templates and format strings come out right
 * without knowing them. No parser: regular expression literals are not told apart. Linear in the length of the text.
 * @param start what is open where the text begins, outermost first
 */
export function readNesting(text: string, lexis: Lexis, start: readonly Level[] = []): Nesting {
  const reader = new Reader(start);
  for (const match of text.matchAll(tokenOf(lexis))) {
    const [found] = match;
    // What follows a backslash stands for itself.
    if (found.startsWith('\\')) continue;
    if (found === '\n') reader.endLine(match.index);
    else if (found in closerOf) reader.open(found, text, match.index);
    else if (closers.has(found)) reader.close(found, text, match.index);
    else reader.enclose(found, match.index + found.length, lexis);
  }
  return reader.nesting;
}

/** How much it tells against a text that a level is left open when its line or what surrounds it ends. */
export function openFault({ kind, place }: Level): number {
  if (kind === 'string') return 2;
  if (kind === 'bracket') return place === 'text' ? 0.1 : 1;
  return 0;
}

class Reader {
  private readonly levels: Level[];
  private readonly closed: ClosedLevel[] = [];
  private kept: number;
  private faults = 0;

  constructor(start: readonly Level[]) {
    this.levels = [...start];
    this.kept = start.length;
  }

  get nesting(): Nesting {
    const { levels, closed, kept, faults } = this;
    return { levels, closed, kept, faults };
  }

  open(bracket: string, text: string, at: number): void {
    const place = this.place;
    const before = text.charAt(at - 1);
    if (bracket === '<') {
      const isType =
        place !== 'text' && /[\p{L}\p{N}_]/u.test(before) && !/[\s=<\d]/.test(text.charAt(at + 1));
      if (isType) this.levels.push({ kind: 'angle', close: '>', endsWithLine: false, place: 'code' });
      return;
    }
    const isHole = place === 'text' && (before === '$' || before === '#');
    this.levels.push({
      kind: 'bracket',
      close: closerOf[bracket] ?? '',
      endsWithLine: false,
      place: isHole ? 'hole' : place,
    });
  }

  close(bracket: string, text: string, at: number): void {
    // The arrow of a function and "greater than" are no brackets.
    if (bracket === '>' && /[=\-\s]/.test(text.charAt(at - 1))) return;
    for (let index = this.levels.length - 1; index >= 0; index--) {
      const level = this.levels[index];
      // In the text of a string a closer may stand alone.
      if (!level || level.kind === 'string' || level.kind === 'comment') return;
      if (level.close === bracket) return this.closeTo(index, at + bracket.length);
      if (bracket === '>') return;
    }
    if (bracket !== '>') this.faults += strayFault;
  }

  /** A delimiter of strings or comments: ends the one that is open, or opens one. */
  enclose(found: string, end: number, lexis: Lexis): void {
    const index = this.levels.findLastIndex(isText);
    if (this.place === 'text') {
      if (this.levels[index]?.close === found) this.closeTo(index, end);
      return;
    }
    const block = lexis.blockComments.find(([begin]) => begin === found);
    if (block) this.push('comment', block[1], false);
    else if (lexis.lineComments.includes(found)) this.push('comment', '\n', true);
    else if (!lexis.blockComments.some(([, close]) => close === found)) {
      this.push('string', found, !lexis.longQuotes.includes(found));
    }
  }

  endLine(at: number): void {
    const index = this.levels.findIndex(level => level.endsWithLine);
    if (index >= 0) this.closeTo(index, at);
  }

  private push(kind: 'string' | 'comment', close: string, endsWithLine: boolean): void {
    this.levels.push({ kind, close, endsWithLine, place: 'code' });
  }

  /** Where the next token stands: among code, which a hole of a string holds too, or in the text of a string. */
  private get place(): 'code' | 'text' {
    const index = this.levels.findLastIndex(level => isText(level) || level.place === 'hole');
    const level = this.levels[index];
    return level && isText(level) ? 'text' : 'code';
  }

  /** Ends a level and what is still open inside it. */
  private closeTo(index: number, end: number): void {
    for (const inner of this.levels.splice(index + 1)) this.faults += openFault(inner);
    const level = this.levels.pop();
    if (!level || index >= this.kept) return;
    this.closed.push({ level, end });
    this.kept = index;
  }
}

const strayFault = 3;

function isText({ kind }: Level): boolean {
  return kind === 'string' || kind === 'comment';
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const closers: ReadonlySet<string> = new Set(Object.values(closerOf));

/** Everything that may change a level, an escaped character as a whole; global. Compiled once for each family. */
function tokenOf(lexis: Lexis): RegExp {
  let pattern = tokens.get(lexis);
  if (!pattern) {
    const { blockComments, lineComments, longQuotes, quotes } = lexis;
    const words = [...blockComments.flat(), ...lineComments, ...longQuotes, ...quotes];
    pattern = new RegExp(['\\\\(?:\\r\\n|[^])', ...words.map(escape), '[()[\\]{}<>\\n]'].join('|'), 'g');
    tokens.set(lexis, pattern);
  }
  return pattern;
}

const tokens = new Map<Lexis, RegExp>();

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
