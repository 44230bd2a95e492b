import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { indentAt, lineStartAt } from '../layout';
import type { Rewrite } from '../rewrite';
import type { TextEdit } from '../textEdit';
import { baseAndStep } from './baseAndStep';
import { writeBody, type BodyLine } from './functionBody';
import type { JsRule } from './rule';
import { callOf, namedFunction, plainParameters, type NamedFunction } from './selfCalls';
import { assignments } from './tailCall';
import { endOf, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'loop-from-tail-recursion';

/**
 * A function whose every call of itself is `return itself(...)` starts over in a loop instead. Not where an
 * inner function could keep the parameters of one round, nor out of an inner loop, `switch` or `try`.
 */
export const loopFromTailRecursion: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      Function(path) {
        const named = namedFunction(source, path);
        const edits = named && named.mentions.length > 0 && loopEdits(source, named);
        if (!edits) return;
        found.push({
          rule: id,
          why: `\`${named.name}\` called itself as its last act; a loop does the same without growing the call stack`,
          at: startOf(path.node),
          edits,
        });
      },
    });
    return found;
  },
};

/** What makes rounds of a loop differ from calls, or a jump back impossible. */
const obstacles = new Set<t.Node['type']>([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassDeclaration',
  'ClassExpression',
  'ThisExpression',
  'MetaProperty',
  'Super',
  'LabeledStatement',
]);

function loopEdits(source: JsSource, named: NamedFunction): TextEdit[] | undefined {
  const { node: fn } = named.path;
  const parameters = plainParameters(fn);
  if (!parameters || parameters.length === 0 || holdsObstacle(fn.body, parameters)) return undefined;
  const { body } = fn;
  return t.isBlockStatement(body) && isLaidOut(source, body)
    ? loopAround(source, named, parameters, body)
    : loopOfChoice(source, named, parameters);
}

/** A body that is one choice, on one line or an arrow function's expression, is written anew. */
function loopOfChoice(
  source: JsSource,
  named: NamedFunction,
  parameters: readonly t.Identifier[],
): TextEdit[] | undefined {
  const { node: fn } = named.path;
  const [mention, ...more] = named.mentions;
  const call = mention && more.length === 0 ? callOf(mention, parameters.length) : undefined;
  const choice = call && baseAndStep(fn.body, node => node === call);
  if (!call || !choice || hasComment(source, startOf(fn.body), endOf(fn))) return undefined;
  const assigned = assignments(source, parameters, call);
  const [test, base] = [textOf(source, choice.test), textOf(source, choice.base)];
  if (assigned.length === 0 || [test, base, ...assigned].some(text => text.includes('\n'))) return undefined;
  const end = source.statementEnd;
  const lines: BodyLine[] = [
    [0, 'while (true) {'],
    [1, `if (${choice.negated ? `!(${test})` : test}) return ${base}${end}`],
    ...assigned.map((line): BodyLine => [1, line + end]),
    [0, '}'],
  ];
  const edit = writeBody(source, fn, lines, false);
  return edit && [edit];
}

/** A body on lines of its own is kept as it is inside of the loop; only the calls change. */
function loopAround(
  source: JsSource,
  { path, mentions }: NamedFunction,
  parameters: readonly t.Identifier[],
  body: t.BlockStatement,
): TextEdit[] | undefined {
  const [first] = body.body;
  const last = body.body.at(-1);
  if (!first || !last || !alwaysLeaves(last)) return undefined;
  const { newline, unit } = source.layout;
  const inner = indentAt(source.code, startOf(first));
  const jumps: TextEdit[] = [];
  for (const mention of mentions) {
    const jump = jumpEdit(source, path, mention, parameters, last);
    if (!jump) return undefined;
    jumps.push(jump);
  }
  return [
    { start: startOf(first), end: startOf(first), text: `while (true) {${newline}${inner}${unit}` },
    ...indentLines(source, startOf(first), endOf(last), jumps),
    { start: endOf(last), end: endOf(last), text: `${newline}${inner}}` },
  ];
}

/** The statements stand on lines of their own, so that they can be indented, with no text over several lines. */
function isLaidOut(source: JsSource, body: t.BlockStatement): boolean {
  const [first] = body.body;
  const last = body.body.at(-1);
  if (!first || !last || body.directives.length > 0) return false;
  if (body.loc?.start.line === first.loc?.start.line || body.loc?.end.line === last.loc?.end.line)
    return false;
  let multiline = false;
  t.traverseFast(body, node => {
    multiline ||=
      (t.isTemplateElement(node) || t.isJSXText(node) || t.isStringLiteral(node)) &&
      node.loc?.start.line !== node.loc?.end.line;
  });
  return !multiline && !hasComment(source, endOf(last), endOf(body));
}

function holdsObstacle(body: t.Node, parameters: readonly t.Identifier[]): boolean {
  const declared = new Set(parameters.map(({ name }) => name));
  let found = false;
  t.traverseFast(body, node => {
    if (obstacles.has(node.type) || t.isIdentifier(node, { name: 'arguments' })) found = true;
    // `var` would keep its value from round to round; an inner name must not hide a parameter.
    if (!t.isVariableDeclaration(node)) return;
    found ||= node.kind !== 'let' && node.kind !== 'const';
    found ||= Object.keys(t.getBindingIdentifiers(node)).some(name => declared.has(name));
  });
  return found;
}

function alwaysLeaves(statement: t.Statement): boolean {
  if (t.isReturnStatement(statement) || t.isThrowStatement(statement)) return true;
  if (t.isBlockStatement(statement)) {
    const last = statement.body.at(-1);
    return last !== undefined && alwaysLeaves(last);
  }
  return t.isIfStatement(statement) && statement.alternate
    ? alwaysLeaves(statement.consequent) && alwaysLeaves(statement.alternate)
    : false;
}

function jumpEdit(
  source: JsSource,
  fn: NodePath,
  mention: NodePath,
  parameters: readonly t.Identifier[],
  last: t.Statement,
): TextEdit | undefined {
  const call = callOf(mention, parameters.length);
  const statement = mention.parentPath?.parentPath;
  if (!call || !statement?.isReturnStatement() || statement.node.argument !== call) return undefined;
  if (call.arguments.some(argument => t.isSpreadElement(argument))) return undefined;
  for (let at = statement.parentPath; at && at !== fn; at = at.parentPath) {
    if (!at.isBlockStatement() && !at.isIfStatement()) return undefined;
  }
  const { node } = statement;
  if (hasComment(source, startOf(node), endOf(node)) || textOf(source, node).includes('\n')) return undefined;
  const inBlock = t.isBlockStatement(statement.parent);
  const lines = assignments(source, parameters, call);
  if (lines.length === 0) return undefined;
  if (node !== last) lines.push('continue');
  const separator =
    inBlock && startsOwnLine(source, node)
      ? source.layout.newline + indentAt(source.code, startOf(node))
      : ' ';
  const text = lines
    .map((line, at) => line + (separator === ' ' && at < lines.length - 1 ? ';' : source.statementEnd))
    .join(separator);
  return {
    start: startOf(node),
    end: endOf(node),
    text: inBlock ? text : lines.length === 1 ? text : `{ ${text} }`,
  };
}

function startsOwnLine(source: JsSource, node: t.Node): boolean {
  return source.code.slice(lineStartAt(source.code, startOf(node)), startOf(node)).trim() === '';
}

/** Indents the lines between two offsets by one level, around and inside of other edits there. */
function indentLines(source: JsSource, start: number, end: number, jumps: readonly TextEdit[]): TextEdit[] {
  const { unit } = source.layout;
  const edits: TextEdit[] = jumps.map(jump => ({ ...jump, text: jump.text.replace(/\n/g, `\n${unit}`) }));
  for (
    let at = source.code.indexOf('\n', start);
    at >= 0 && at < end;
    at = source.code.indexOf('\n', at + 1)
  ) {
    const blank = /^[ \t]*\r?\n/.test(source.code.slice(at + 1));
    if (!blank) edits.push({ start: at + 1, end: at + 1, text: unit });
  }
  return edits;
}
