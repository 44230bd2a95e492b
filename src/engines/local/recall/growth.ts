import { type BracketState } from './brackets';
import type { Gate } from './gate';
import type { Source } from './predictor';
import type { RightText } from './rightText';
import { isLineBreak, type SymbolTable } from './symbols';

/** Where something was recalled from. */
export interface Origin {
  readonly source: Source['name'];
  /** In the index of that source. */
  readonly segment: number;
}

/** A predicted symbol with the chance that it is right and the length of the context it was recalled from. */
export interface Step {
  readonly symbol: number;
  readonly confidence: number;
  readonly context: number;
  /** The place that speaks for it most. */
  readonly from: Origin;
}

/** What growing needs to know of the place it happens at. */
export interface Place {
  /** The next symbol; `typed` is the part of a word it must begin with. Undefined when nothing is recalled. */
  next(first: boolean): Step | undefined;
  /** Tells the place that the symbol was taken, so that `next` is about what follows it. */
  take(symbol: number): void;
  /** Brackets and quotes that are open before the cursor; growing advances it. */
  readonly brackets: BracketState;
  readonly right: RightText;
  /** Units and columns are compared through this: indentation after a line break, relative to the cursor's line. */
  depthAfter(symbol: number): number;
}

/** Tokens after which a line that is not at its end must not be cut. */
const dangling =
  /^(?:[.,=+\-*/&|?:([{!<>@#%^~\\]|=>|->|::|\?\.|[-+*/%]=|&&|\|\||\?\?|[=!]==?|<=|>=|\.\.\.|<<|>>)$/;

/**
 * Grows a completion symbol by symbol while the chance that all of it is right stays above the gate, and returns
 * the symbols worth showing: up to the end of the line, to where it meets the text right of the cursor, or to the
 * last place where a line may be cut. Further lines are added whole, and only out of a long recalled context.
 */
export function grow(place: Place, table: SymbolTable, gate: Gate, maxSymbols: number): Step[] {
  const steps: Step[] = [];
  const { brackets, right } = place;
  const quoteAtStart = brackets.openQuote;
  const dueAtStart = brackets.due.length;
  /** How many steps may be shown: the last place that is good to stop at. */
  let good = 0;
  let chance = 1;
  let lines = 1;
  let lineStarts = true;
  while (steps.length < maxSymbols) {
    const step = place.next(steps.length === 0);
    if (!step) break;
    chance *= lineStarts ? step.confidence : step.confidence ** gate.dependence;
    lineStarts = false;
    if (chance < (lines === 1 ? gate.firstLine : gate.furtherLine)) break;
    const text = table.text(step.symbol);
    const balanced = brackets.due.length <= dueAtStart && closed(brackets, quoteAtStart);
    if (isLineBreak(step.symbol)) {
      if (right.mustJoin) return [];
      if (balanced) good = steps.length;
      if (right.tokens.length > 0 || right.codeBelow || !continues(step, place, lines, gate, balanced)) break;
      brackets.endLine();
      chance = 1;
      lineStarts = true;
      lines++;
    } else {
      if (steps.length > 0 && balanced && text === right.tokens[0]) return steps;
      if (steps.length === 0 && right.wordRest === '' && text === right.tokens[0]) return [];
      if (!brackets.take(text)) break;
    }
    steps.push(step);
    place.take(step.symbol);
    if (right.wordRest !== '') return steps;
    if (lines === 1 && !right.mustJoin && !isLineBreak(step.symbol)) {
      const whole = brackets.due.length <= dueAtStart && closed(brackets, quoteAtStart);
      if (whole && !dangling.test(text)) good = steps.length;
    }
  }
  return right.mustJoin ? [] : steps.slice(0, good);
}

/** A quote that the completion opened must be closed; one that was open before may stay so. */
function closed(brackets: BracketState, quoteAtStart: string): boolean {
  return brackets.openQuote === '' || brackets.openQuote === quoteAtStart;
}

/** True if the completion goes on over this line break. */
function continues(step: Step, place: Place, lines: number, gate: Gate, balanced: boolean): boolean {
  const blankLines = (step.symbol & 1) === 1;
  if (lines >= gate.maxLines || blankLines || step.context < gate.contextForLines) return false;
  return !balanced || place.depthAfter(step.symbol) >= 0;
}
