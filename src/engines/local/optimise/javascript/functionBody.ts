import * as t from '@babel/types';
import { indentAt, startsLine } from '../layout';
import type { TextEdit } from '../textEdit';
import { endOf, hasComment, outerStart, startOf, textOf, type JsSource } from './source';

/** A line to write: how many levels deeper than the function's own statements, and its text. */
export type BodyLine = readonly [depth: number, text: string];

type FunctionNode = t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression;

/**
 * The edit that puts `lines` in the place of a function's statements, all or those behind the first. A body
 * that is one expression, or all on one line, becomes a block of lines. Undefined where a comment would be lost.
 */
export function writeBody(
  source: JsSource,
  fn: FunctionNode,
  lines: readonly BodyLine[],
  keepFirst: boolean,
): TextEdit | undefined {
  const { body } = fn;
  if (!t.isBlockStatement(body)) {
    const start = outerStart(body);
    return hasComment(source, start, endOf(fn))
      ? undefined
      : { start, end: endOf(fn), text: block(source, start, lines) };
  }
  const [first] = body.body;
  const last = body.body.at(-1);
  const firstReplaced = keepFirst ? body.body[1] : first;
  if (!first || !last || !firstReplaced) return undefined;
  const start = startOf(firstReplaced);
  if (hasComment(source, start, endOf(last))) return undefined;
  if (startsLine(source.code, start)) {
    return { start, end: endOf(last), text: join(source, indentAt(source.code, start), lines) };
  }
  const kept = textOf(source, first);
  if (body.directives.length > 0 || hasComment(source, startOf(body), endOf(body))) return undefined;
  if (keepFirst && kept.includes('\n')) return undefined;
  const all: readonly BodyLine[] = keepFirst ? [[0, kept], ...lines] : lines;
  return { start: startOf(body), end: endOf(body), text: block(source, startOf(body), all) };
}

function block(source: JsSource, at: number, lines: readonly BodyLine[]): string {
  const { newline, unit } = source.layout;
  const indent = indentAt(source.code, at);
  return `{${newline}${indent}${unit}${join(source, indent + unit, lines)}${newline}${indent}}`;
}

function join(source: JsSource, indent: string, lines: readonly BodyLine[]): string {
  const { newline, unit } = source.layout;
  return lines.map(([depth, text]) => unit.repeat(depth) + text).join(newline + indent);
}
