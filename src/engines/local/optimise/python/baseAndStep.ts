import type { PyNode } from './tree';
import { bare, childrenOf, statementsOf } from './source';

/** Statements of two outcomes: `base` when `test` holds (or, `negated`, when it does not), else `step`. */
export interface BaseAndStep {
  readonly test: PyNode;
  readonly negated: boolean;
  readonly base: PyNode;
  readonly step: PyNode;
  /** Whether the first statement is `if test: return base` and can stay as it is. */
  readonly guarded: boolean;
}

/** Reads the statements of a body as a choice of two results; `isStep` tells which one goes on. */
export function baseAndStep(
  statements: readonly PyNode[],
  isStep: (expression: PyNode) => boolean,
): BaseAndStep | undefined {
  const choice = choiceOf(statements);
  if (!choice) return undefined;
  const { test, yes, no, guarded } = choice;
  if (isStep(no) && !isStep(yes)) return { test, negated: false, base: yes, step: no, guarded };
  if (isStep(yes) && !isStep(no)) return { test, negated: true, base: no, step: yes, guarded: false };
  return undefined;
}

interface Choice {
  readonly test: PyNode;
  readonly yes: PyNode;
  readonly no: PyNode;
  readonly guarded: boolean;
}

function choiceOf([first, second, ...rest]: readonly PyNode[]): Choice | undefined {
  if (!first || rest.length > 0) return undefined;
  if (first.name === 'ReturnStatement') return second ? undefined : choiceOfConditional(returned(first));
  if (first.name !== 'IfStatement') return undefined;
  const parts = childrenOf(first);
  const [, test, body, orElse, otherwise] = parts;
  const yes = body && onlyReturned(body);
  if (!test || !yes) return undefined;
  if (second) {
    const no = returned(second);
    return parts.length === 3 && no ? { test, yes, no, guarded: true } : undefined;
  }
  const no = parts.length === 5 && orElse?.name === 'else' && otherwise ? onlyReturned(otherwise) : undefined;
  return no && { test, yes, no, guarded: false };
}

/** `yes if test else no`. */
function choiceOfConditional(expression: PyNode | undefined): Choice | undefined {
  const conditional = expression && bare(expression);
  if (conditional?.name !== 'ConditionalExpression') return undefined;
  const [yes, , test, , no] = childrenOf(conditional);
  return yes && test && no && { test, yes, no, guarded: false };
}

/** The one expression that a statement returns. */
export function returned(statement: PyNode): PyNode | undefined {
  const [keyword, value, ...rest] = childrenOf(statement);
  return statement.name === 'ReturnStatement' && keyword && rest.length === 0 ? value : undefined;
}

function onlyReturned(body: PyNode): PyNode | undefined {
  const [only, ...rest] = statementsOf(body);
  return only && rest.length === 0 ? returned(only) : undefined;
}
