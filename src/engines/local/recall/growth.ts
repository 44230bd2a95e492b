import { isCloser, type BracketState } from './brackets';
import type { Gate } from './gate';
import type { Source } from './votes';
import type { RightText } from './rightText';
import { isLineBreak, type SymbolTable } from './symbols';

/** Where something was recalled from. */
export interface Origin {
  readonly source: Source['name'];
  /** In the index of that source. */
  readonly segment: number;
  /** Where in that index; -1 when no context speaks for it. */
  readonly place: number;
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
  /** Whether the line that begins closes the block the cursor is in; then it is the last. */
  let closing = false;
  while (steps.length < maxSymbols) {
    const step = place.next(steps.length === 0);
    if (!step) break;
    chance *= step.confidence ** dependence(step, steps.at(-1), lineStarts, gate);
    lineStarts = false;
    if (chance < (lines === 1 ? gate.firstLine : gate.furtherLine)) break;
    const text = table.text(step.symbol);
    const balanced = brackets.due.length <= dueAtStart && closed(brackets, quoteAtStart);
    if (isLineBreak(step.symbol)) {
      if (right.mustJoin) return [];
      if (balanced) good = steps.length;
      if (closing || right.tokens.length > 0 || right.codeBelow) break;
      closing = balanced && place.depthAfter(step.symbol) < 0;
      if (closing && !mayClose(place, dueAtStart)) break;
      if (!continues(step, lines, gate)) break;
      brackets.endLine();
      chance = 1;
      lineStarts = true;
      lines++;
    } else {
      if (steps.length > 0 && balanced && text === right.tokens[0]) return steps;
      if (steps.length === 0 && right.wordRest === '' && text === right.tokens[0]) return [];
      if (closing && text !== brackets.due.at(-1)) break;
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

/** The power to which the confidence of a step is taken. */
function dependence(step: Step, before: Step | undefined, lineStarts: boolean, gate: Gate): number {
  if (follows(step, before)) return gate.following;
  return lineStarts ? 1 : gate.dependence;
}

/** Least confidence of a step that only goes on; with less there is a fork. */
const goingOn = 0.75;

/** Whether a step goes on, one symbol further, at the place where the one before it was recalled from. */
function follows({ from, confidence }: Step, before: Step | undefined): boolean {
  return (
    before !== undefined &&
    confidence >= goingOn &&
    from.place >= 0 &&
    from.place === before.from.place + 1 &&
    from.source === before.from.source
  );
}

/** A quote that the completion opened must be closed; one that was open before may stay so. */
function closed(brackets: BracketState, quoteAtStart: string): boolean {
  return brackets.openQuote === '' || brackets.openQuote === quoteAtStart;
}

/** True if the completion goes on over this line break. */
function continues(step: Step, lines: number, gate: Gate): boolean {
  const blankLines = (step.symbol & 1) === 1;
  return lines < gate.maxLines && !blankLines && step.context >= gate.contextForLines;
}

/** True if the bracket of the block that the cursor is in is open, and nothing below closes one. */
function mayClose({ brackets, right }: Place, dueAtStart: number): boolean {
  const below = right.linesBelow[0] ?? '';
  return dueAtStart > 0 && brackets.due.length === dueAtStart && !isCloser(below.trimStart().charAt(0));
}
