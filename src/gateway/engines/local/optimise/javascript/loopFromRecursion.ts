import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { baseAndStep, type BaseAndStep } from './baseAndStep';
import { writeBody, type BodyLine } from './functionBody';
import { lowerBound, wholeNumber, type LowerBound } from './lowerBound';
import { recursiveStep, type RecursiveStep } from './recursiveStep';
import type { JsRule } from './rule';
import { callOf, namedFunction, plainParameters } from './selfCalls';
import { freshName, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'loop-from-recursion';

/**
 * A linear recursion over one number that goes down by one, such as factorial, becomes a loop. The loop goes
 * up from the base, so every operation happens on the same operands in the same order as in the recursion:
 * results are the same to the last bit. Where the recursion would never return, the loop promises nothing.
 */
export const loopFromRecursion: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      Function(path) {
        const rewrite = rewriteFunction(source, path);
        if (rewrite) found.push(rewrite);
      },
    });
    return found;
  },
};

function rewriteFunction(source: JsSource, path: NodePath<t.Function>): Rewrite | undefined {
  const named = namedFunction(path);
  const [mention, ...moreMentions] = named?.mentions ?? [];
  if (!named || !mention || moreMentions.length > 0) return undefined;
  const fn = named.path.node;
  const [parameter, ...moreParameters] = plainParameters(fn) ?? [];
  if (!parameter || moreParameters.length > 0) return undefined;
  const call = callOf(mention, 1);
  if (!call) return undefined;

  const shape = baseAndStep(fn.body, node => contains(node, call));
  if (
    !shape ||
    (!shape.guard && hasComment(source, startOf(fn.body), startOf(fn.body) + textOf(source, fn.body).length))
  ) {
    return undefined;
  }
  const bound = lowerBound(shape.test, parameter.name, shape.negated);
  const step = recursiveStep(source, shape.step, call, parameter.name);
  if (!bound || !step || !goesDownByOne(call, parameter.name, bound.bigint)) return undefined;
  const type = typeOf(parameter);
  if (type === 'other' || !sameKind(shape.base, step, bound, type)) return undefined;

  const lines = loopLines(source, shape, step, bound, {
    name: parameter.name,
    isNumber: type !== 'unknown' || bound.bigint,
  });
  const edit = writeBody(source, fn, lines, shape.guard !== undefined);
  if (!edit) return undefined;
  return {
    rule: id,
    why: `\`${named.name}\` called itself once per step; a loop computes the same without growing the call stack`,
    at: startOf(fn),
    edits: [edit],
  };
}

function loopLines(
  source: JsSource,
  shape: BaseAndStep,
  step: RecursiveStep,
  bound: LowerBound,
  parameter: { readonly name: string; readonly isNumber: boolean },
): BodyLine[] {
  const result = freshName(source, 'result', 'total', 'value');
  const i = freshName(source, 'i', 'k', 'index');
  const end = source.statementEnd;
  // Text such as "5" is a number from the second level of the recursion on; only the first sees the text.
  const lastApart = step.adds && step.mentionsParameter && !parameter.isNumber;
  const test = textOf(source, shape.test);
  const base = textOf(source, shape.base);
  const update =
    step.simple && (parameter.isNumber || step.simple === '*')
      ? `${result} ${step.simple}= ${i}`
      : `${result} = ${step.write(i, result)}`;
  const guard: BodyLine[] = shape.guard
    ? []
    : [[0, `if (${shape.negated ? `!(${test})` : test}) return ${base}${end}`]];
  return [
    ...guard,
    [0, `let ${result} = ${base}${end}`],
    [
      0,
      `for (let ${i} = ${firstValue(shape.base, step, bound, parameter.name)}; ${i} ${lastApart ? '<' : '<='} ${parameter.name}; ${i}++) {`,
    ],
    [1, update + end],
    [0, '}'],
    [0, `return ${lastApart ? step.write(parameter.name, result) : result}${end}`],
  ];
}

/** The lowest value for which the recursion computes a step; `n % 1` is where a number that is not whole ends up. */
function firstValue(base: t.Expression, step: RecursiveStep, bound: LowerBound, parameter: string): string {
  if (bound.bigint) return `${bound.firstAbove}n`;
  if (!bound.stopsFractions) return `${bound.firstAbove}`;
  const plus = (whole: number, rest: string): string => (whole === 0 ? rest : `${whole} + (${rest})`);
  if (!bound.inclusive) return plus(bound.firstAbove, `${parameter} % 1`);
  const last = bound.firstAbove - 1;
  // One step more, at the bound itself, when it changes nothing: times 1, plus 0.
  const harmless =
    t.isNumericLiteral(base) && last === (step.simple === '*' ? 1 : step.simple === '+' ? 0 : -1);
  return plus(last, harmless ? `${parameter} % 1` : `${parameter} % 1 || 1`);
}

function contains(node: t.Node, inner: t.Node): boolean {
  let found = false;
  t.traverseFast(node, child => {
    found ||= child === inner;
  });
  return found;
}

function goesDownByOne(call: t.CallExpression, parameter: string, bigint: boolean): boolean {
  const [argument] = call.arguments;
  if (!t.isBinaryExpression(argument, { operator: '-' })) return false;
  if (!t.isIdentifier(argument.left, { name: parameter })) return false;
  const by = wholeNumber(argument.right);
  return by?.value === 1 && by.bigint === bigint;
}

/** What a TypeScript annotation says of the parameter. */
function typeOf(parameter: t.Identifier): 'number' | 'bigint' | 'unknown' | 'other' {
  const annotation = parameter.typeAnnotation;
  if (!annotation) return 'unknown';
  if (!t.isTSTypeAnnotation(annotation)) return 'other';
  if (t.isTSNumberKeyword(annotation.typeAnnotation)) return 'number';
  if (t.isTSBigIntKeyword(annotation.typeAnnotation)) return 'bigint';
  return t.isTSAnyKeyword(annotation.typeAnnotation) ? 'unknown' : 'other';
}

/** Whether base, bound, step and annotation are all of whole-number arithmetic of one kind, or the base is text. */
function sameKind(
  base: t.Expression,
  step: RecursiveStep,
  bound: LowerBound,
  annotated: 'number' | 'bigint' | 'unknown',
): boolean {
  const kind = bound.bigint ? 'bigint' : 'number';
  if (annotated !== 'unknown' && annotated !== kind) return false;
  if (step.kinds.has(bound.bigint ? 'number' : 'bigint')) return false;
  if (t.isStringLiteral(base)) return true;
  if (step.kinds.has('text')) return false;
  return bound.bigint ? t.isBigIntLiteral(base) : t.isNumericLiteral(base);
}
