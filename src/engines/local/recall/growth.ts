import { isCloser, type BracketState } from './brackets';
import { chooseStop, worthOf, type Gate, type Stop } from './gate';
import { isWord } from './lexer';
import type { RightText } from './rightText';
import type { Step } from './step';
import { StepPath } from './stepChance';
import { isLineBreak, type SymbolTable } from './symbols';

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

/** What was grown and is worth showing. */
export interface Grown {
  readonly steps: readonly Step[];
  /** The chance that all of it is right, 0 to 1. */
  readonly chance: number;
}

const nothing: Grown = { steps: [], chance: 0 };

/**
 * Grows a completion symbol by symbol while the chance that all of it is right stays above the least of the gate, and returns as
 * much of it as is worth most: up to the end of a line, to where it meets the text right of the cursor, or to a place where the
 * first line may be cut.
 * @param typed length of the part of a word that its first symbol begins with
 */
export function grow(place: Place, table: SymbolTable, gate: Gate, maxSymbols: number, typed: number): Grown {
  const steps: Step[] = [];
  const path = new StepPath(typed > 0);
  const { brackets, right } = place;
  const quoteAtStart = brackets.openQuote;
  const dueAtStart = brackets.due.length;
  const stops: Stop[] = [];
  let chance = 1;
  /** Characters so far, without the part that is typed; and those among them that are not blank. */
  let characters = -typed;
  let solid = -typed;
  let lines = 1;
  /** Whether the line that begins closes the block the cursor is in; then it is the last. */
  let closing = false;
  const soFar = (): Stop => ({ steps: steps.length, chance, characters });
  const joined = (): Grown => (worthOf(gate, soFar()) > 0 ? { steps, chance } : nothing);
  while (steps.length < maxSymbols) {
    const step = place.next(steps.length === 0);
    if (!step) break;
    const text = table.text(step.symbol);
    const balanced = brackets.due.length <= dueAtStart && closed(brackets, quoteAtStart);
    const ends = isLineBreak(step.symbol);
    if (!ends && balanced && text === right.tokens[0]) {
      if (right.mustJoin && steps.length > 0) return joined();
      if (steps.length > 0) {
        // Brackets alone stand on the right: what comes before them may be shown in part as well.
        if (solid >= gate.minCharacters) stops.push(soFar());
        break;
      }
      if (right.wordRest === '') return nothing;
    }
    // The end of a line is where to stop, whatever comes behind it.
    if (ends && balanced && solid >= gate.minCharacters) stops.push(soFar());
    chance *= path.chanceOf(step, isWord(text));
    if (chance < gate.least) break;
    if (ends) {
      if (right.mustJoin) return nothing;
      if (closing || right.tokens.length > 0 || right.codeBelow) break;
      closing = balanced && place.depthAfter(step.symbol) < 0;
      if (closing && !mayClose(place, dueAtStart)) break;
      if (lines >= gate.maxLines || (step.symbol & 1) === 1) break;
      brackets.endLine();
      lines++;
    } else {
      if (closing && text !== brackets.due.at(-1)) break;
      if (!brackets.take(text)) break;
    }
    steps.push(step);
    path.take(step);
    place.take(step.symbol);
    characters += text.length + (ends ? 1 : step.symbol & 1);
    solid += text.length;
    if (right.wordRest !== '') return joined();
    if (lines === 1 && !right.mustJoin && !ends) {
      const whole = brackets.due.length <= dueAtStart && closed(brackets, quoteAtStart);
      if (whole && !dangling.test(text) && solid >= gate.minCharacters) stops.push(soFar());
    }
  }
  const shown = right.mustJoin ? undefined : chooseStop(gate, stops);
  return shown ? { steps: steps.slice(0, shown.steps), chance: shown.chance } : nothing;
}

/** A quote that the completion opened must be closed; one that was open before may stay so. */
function closed(brackets: BracketState, quoteAtStart: string): boolean {
  return brackets.openQuote === '' || brackets.openQuote === quoteAtStart;
}

/** True if the bracket of the block that the cursor is in is open, and nothing below closes one. */
function mayClose({ brackets, right }: Place, dueAtStart: number): boolean {
  const below = right.linesBelow[0] ?? '';
  return dueAtStart > 0 && brackets.due.length === dueAtStart && !isCloser(below.trimStart().charAt(0));
}
