import * as t from '@babel/types';
import { wholeNumber } from './lowerBound';

/** What a rewrite of a recursion over whole numbers takes for granted. */
export function wholeNumberAssumed(parameter: string): string {
  return `\`${parameter}\` is a whole number (not 2.5, not text)`;
}

/** By which whole number from 1 on a call's only argument is below the parameter. */
export function goesDownBy(call: t.CallExpression, parameter: string, bigint: boolean): number | undefined {
  const [argument] = call.arguments;
  if (!t.isBinaryExpression(argument, { operator: '-' })) return undefined;
  if (!t.isIdentifier(argument.left, { name: parameter })) return undefined;
  const by = wholeNumber(argument.right);
  return by && by.value > 0 && by.bigint === bigint ? by.value : undefined;
}

/** What a TypeScript annotation says of the parameter. */
export function numberType(parameter: t.Identifier): 'number' | 'bigint' | 'unknown' | 'other' {
  const annotation = parameter.typeAnnotation;
  if (!annotation) return 'unknown';
  if (!t.isTSTypeAnnotation(annotation)) return 'other';
  if (t.isTSNumberKeyword(annotation.typeAnnotation)) return 'number';
  if (t.isTSBigIntKeyword(annotation.typeAnnotation)) return 'bigint';
  return t.isTSAnyKeyword(annotation.typeAnnotation) ? 'unknown' : 'other';
}

/** Whether a call passes what surely is no whole number. */
export function passesOther(call: t.CallExpression): boolean {
  const [argument] = call.arguments;
  return (
    t.isStringLiteral(argument) ||
    t.isTemplateLiteral(argument) ||
    t.isBinaryExpression(argument, { operator: '/' }) ||
    (t.isNumericLiteral(argument) && !Number.isSafeInteger(argument.value))
  );
}
