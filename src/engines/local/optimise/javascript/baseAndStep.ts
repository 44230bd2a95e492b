import * as t from '@babel/types';

/** A function body of two outcomes: `base` when `test` holds (or, `negated`, when it does not), else `step`. */
export interface BaseAndStep {
  readonly test: t.Expression;
  readonly negated: boolean;
  readonly base: t.Expression;
  readonly step: t.Expression;
  /** `if (test) return base;` as the first statement: it can stay as it is. */
  readonly guard: t.IfStatement | undefined;
}

/**
 * Reads a body as a choice of two results: a conditional expression, or an `if` that returns. `isStep` tells
 * which of the two is the one that goes on.
 */
export function baseAndStep(
  body: t.BlockStatement | t.Expression,
  isStep: (expression: t.Expression) => boolean,
): BaseAndStep | undefined {
  const choice = t.isBlockStatement(body) ? choiceOfBlock(body) : choiceOfExpression(body);
  if (!choice) return undefined;
  const { test, yes, no, guard } = choice;
  if (isStep(no) && !isStep(yes)) return { test, negated: false, base: yes, step: no, guard };
  if (isStep(yes) && !isStep(no)) return { test, negated: true, base: no, step: yes, guard: undefined };
  return undefined;
}

interface Choice {
  readonly test: t.Expression;
  readonly yes: t.Expression;
  readonly no: t.Expression;
  readonly guard?: t.IfStatement;
}

function choiceOfExpression(expression: t.Expression): Choice | undefined {
  if (!t.isConditionalExpression(expression)) return undefined;
  return { test: expression.test, yes: expression.consequent, no: expression.alternate };
}

function choiceOfBlock(block: t.BlockStatement): Choice | undefined {
  const [first, second, ...rest] = block.body;
  if (!first || rest.length > 0) return undefined;
  if (!second) {
    const only = returned(first);
    if (only) return choiceOfExpression(only);
  }
  if (!t.isIfStatement(first)) return undefined;
  const yes = returned(first.consequent);
  if (!yes) return undefined;
  if (first.alternate) {
    const no = second ? undefined : returned(first.alternate);
    return no && { test: first.test, yes, no };
  }
  const no = second && returned(second);
  return no && { test: first.test, yes, no, guard: first };
}

/** The expression of `return x;` or `{ return x; }`. */
function returned(statement: t.Statement): t.Expression | undefined {
  if (t.isBlockStatement(statement)) {
    const [only, ...rest] = statement.body;
    return only && rest.length === 0 && statement.directives.length === 0 ? returned(only) : undefined;
  }
  return t.isReturnStatement(statement) ? (statement.argument ?? undefined) : undefined;
}
