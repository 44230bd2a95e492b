import { BracketState } from './brackets';
import { CurrentFile } from './currentFile';
import type { Encoder, EncoderMemory } from './encoder';
import type { Gate } from './gate';
import { free, Guesser, typedWord } from './guesser';
import { grow, type Place } from './growth';
import { applyChange, detectIndentStyle, renderIndent, type IndentStyle } from './indentation';
import { isWordCode } from './lexer';
import type { GapCounts } from './mixing/gaps';
import type { Priors } from './prior/priors';
import { readRight, withoutLinesBelow, type RightText } from './rightText';
import type { Searchable } from './searchable';
import { sourcesOf } from './sources';
import type { Origin, Step } from './step';
import { indentChange, isLineBreak, type SymbolTable } from './symbols';
import { likeliest, type Source } from './votes';
import type { Wanted } from './wanted';

/** A place to complete at. */
export interface CompletionRequest {
  readonly family: number;
  readonly prefix: string;
  readonly suffix: string;
  /** Most symbols of the answer. */
  readonly maxSymbols: number;
}

/** A completion; the text is empty when nothing is certain enough. */
export interface Completion {
  readonly text: string;
  /** Chance that all of it is right, 0 to 1; 0 when empty. */
  readonly confidence: number;
  /** What speaks most for each of its symbols. */
  readonly from: readonly Origin[];
}

/** Nothing is certain enough. */
export const nothing: Completion = { text: '', confidence: 0, from: [] };

/** Longest part of a word that is completed. */
const maxTyped = 80;

/** Symbols before the cursor in which open brackets are looked for. */
const bracketWindow = 400;

/** Recalls what follows the cursor from the current file and the indexes it is given. */
export class Completer {
  private readonly current: CurrentFile;
  private readonly guesser: Guesser;
  private readonly before: EncoderMemory = {};
  private readonly behind: EncoderMemory = {};

  constructor(
    private readonly table: SymbolTable,
    private readonly encoder: Encoder,
    private readonly gate: Gate,
    priors?: Priors,
    private readonly growing: typeof grow = grow,
  ) {
    this.current = new CurrentFile(table);
    this.guesser = new Guesser(table, priors);
  }

  /** Completes at the cursor. Synchronous, and the same for the same texts. */
  complete(request: CompletionRequest, tabs?: Searchable, workspace?: Searchable): Completion {
    const { prefix, suffix, family } = request;
    const typed = typedPart(prefix);
    const right = readRight(suffix, typed !== '');
    const style = detectIndentStyle(prefix.length > 4000 ? prefix : prefix + suffix);
    const before = this.encoder.encode(prefix.slice(0, prefix.length - typed.length), style, this.before);
    // Whole lines only: they do not depend on where in its line the cursor is, so typing leaves them as they are.
    const lineEnd = suffix.indexOf('\n');
    const behind = this.encoder.encode(lineEnd < 0 ? '' : suffix.slice(lineEnd + 1), style, this.behind);
    this.current.update(family, before.symbols, behind.symbols);
    const lead = prefix.slice(prefix.lastIndexOf('\n') + 1);
    const place = new CursorPlace(
      this.table,
      this.guesser,
      sourcesOf(this.current.index, tabs, workspace),
      this.current.gapCounts,
      family,
      Int32Array.from([...before.symbols.slice(-64), ...new Array<number>(request.maxSymbols + 1).fill(0)]),
      Math.min(64, before.symbols.length),
      typed,
      lead.slice(0, lead.length - typed.length),
      right,
      openBrackets(before.symbols, this.table),
      style,
    );
    const { steps, chance } = this.growing(place, this.table, this.gate, request.maxSymbols, typed.length);
    const text = withoutLinesBelow(
      render(steps, this.table, typed, right, lead, before.columns, style, eolOf(prefix)),
      lead,
      right,
    );
    if (
      text.replace(/\s/g, '').length < this.gate.minCharacters ||
      suffix.trimStart().startsWith(text.trim())
    )
      return nothing;
    return {
      text,
      confidence: chance,
      from: steps.map(({ from }) => from),
    };
  }
}

/** State of one growing completion: the history that `next` predicts from. */
class CursorPlace implements Place {
  private columns = 0;
  private readonly start: number;

  constructor(
    private readonly table: SymbolTable,
    private readonly guesser: Guesser,
    private readonly sources: readonly Source[],
    private readonly gapCounts: GapCounts,
    private readonly family: number,
    private readonly history: Int32Array,
    private length: number,
    private readonly typed: string,
    private readonly lead: string,
    readonly right: RightText,
    readonly brackets: BracketState,
    private readonly style: IndentStyle,
  ) {
    this.start = length;
  }

  next(first: boolean): Step | undefined {
    return first ? this.first() : this.step(free);
  }

  take(symbol: number): void {
    this.history[this.length++] = symbol;
    if (isLineBreak(symbol))
      this.columns = applyChange(this.columns + 1000, indentChange(symbol), this.style) - 1000;
  }

  depthAfter(symbol: number): number {
    return applyChange(this.columns + 1000, indentChange(symbol), this.style) - 1000;
  }

  private first(): Step | undefined {
    const { table, typed, lead, right } = this;
    const lineStart = lead.trim() === '';
    const blank = !lineStart && /[ \t]$/.test(lead);
    const bit = blank ? 1 : 0;
    if (typed === '') {
      // A block may begin where its line ends.
      const opens = right.tokens.length === 0 && /[{([:]$/.test(lead);
      const admits = blank
        ? (symbol: number): boolean => (symbol & 1) === 1 && !isLineBreak(symbol)
        : (symbol: number): boolean => opens || !isLineBreak(symbol);
      return this.step({ ...free, bit, admits });
    }
    return this.step(typedWord(table, typed, bit, right.wordRest));
  }

  private step(wanted: Wanted): Step | undefined {
    const { guesser, sources, family, history, length, brackets } = this;
    const best = likeliest(
      guesser.guess(
        sources,
        {
          ...{ family, history, length, grown: length - this.start },
          ...{
            due: brackets.due.at(-1) ?? '',
            quoted: brackets.openQuote !== '',
            depth: brackets.due.length,
            gapCounts: this.gapCounts,
          },
        },
        wanted,
      ),
    );
    if (!best) return undefined;
    return {
      symbol: best.symbol,
      confidence: best.chance,
      context: Math.floor(best.likeness),
      from: { source: best.source.name, segment: best.segment, place: best.place },
    };
  }
}

/** The part of a word that ends at the cursor, empty if there is none. */
function typedPart(prefix: string): string {
  let at = prefix.length;
  while (at > 0 && prefix.length - at <= maxTyped && isWordCode(prefix.charCodeAt(at - 1))) at--;
  return prefix.slice(at);
}

function openBrackets(symbols: readonly number[], table: SymbolTable): BracketState {
  const state = new BracketState();
  for (const symbol of symbols.slice(-bracketWindow)) {
    if (isLineBreak(symbol)) state.endLine();
    else state.take(table.text(symbol));
  }
  return state;
}

function render(
  steps: readonly Step[],
  table: SymbolTable,
  typed: string,
  right: RightText,
  lead: string,
  startColumns: number,
  style: IndentStyle,
  eol: string,
): string {
  let text = '';
  let columns = startColumns;
  steps.forEach(({ symbol }, at) => {
    if (isLineBreak(symbol)) {
      columns = applyChange(columns, indentChange(symbol), style);
      text += eol + renderIndent(columns, style);
    } else if (at === 0) {
      const blank = (symbol & 1) === 1 && typed === '' && !/[ \t]$/.test(lead);
      text += (blank ? ' ' : '') + table.text(symbol).slice(typed.length);
    } else {
      text += ((symbol & 1) === 1 ? ' ' : '') + table.text(symbol);
    }
  });
  return right.wordRest === '' ? text : text.slice(0, text.length - right.wordRest.length);
}

function eolOf(prefix: string): string {
  const at = prefix.lastIndexOf('\n');
  return at > 0 && prefix[at - 1] === '\r' ? '\r\n' : '\n';
}
