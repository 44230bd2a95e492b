import type { PyNode } from './tree';
import { indentAt, startsLine } from '../layout';
import type { Rewrite } from '../rewrite';
import type { TextEdit } from '../textEdit';
import { baseAndStep } from './baseAndStep';
import { argumentsOf, plainFunctions, type PyFunction } from './functions';
import type { PyRule } from './rule';
import { holds, isInside } from './scope';
import { childrenOf, descendants, hasComment, isName, statementsOf, textOf, type PySource } from './source';
import { writeStatements } from './writeStatements';

const id = 'loop-from-tail-recursion';

/**
 * A function whose every call of itself is `return itself(...)` starts over in a loop instead. Not where an
 * inner function or generator could keep the parameters of one round, nor out of `for`, `while`, `with`, `try`.
 */
export const loopFromTailRecursion: PyRule = {
  id,
  find: source =>
    plainFunctions(source).flatMap((fn): Rewrite[] => {
      const edits = fn.mentions.length > 0 && fn.parameters.length > 0 ? loopEdits(source, fn) : undefined;
      if (!edits) return [];
      const why = `\`${fn.name}\` called itself as its last act; a loop does the same without growing the call stack`;
      return [{ rule: id, why, at: fn.node.from, edits }];
    }),
};

const obstacles = [
  'FunctionDefinition',
  'ClassDefinition',
  'LambdaExpression',
  'ComprehensionExpression',
  'YieldExpression',
  'YieldStatement',
  'ScopeStatement',
  'DeleteStatement',
  'TryStatement',
  'MatchStatement',
  'NamedExpression',
];

function loopEdits(source: PySource, fn: PyFunction): TextEdit[] | undefined {
  if (
    holds(fn.body, ...obstacles) ||
    descendants(fn.body, 'ArgList').some(list => childrenOf(list).some(({ name }) => name === 'for'))
  ) {
    return undefined;
  }
  const last = fn.statements.at(-1);
  const [first] = fn.statements;
  if (!first || !last) return undefined;
  return loopOfChoice(source, fn, first, last) ?? loopAround(source, fn, first, last);
}

/** `return base if test else itself(...)` is written anew. */
function loopOfChoice(source: PySource, fn: PyFunction, first: PyNode, last: PyNode): TextEdit[] | undefined {
  const [mention, ...more] = fn.mentions;
  const call = mention?.parent;
  const values = mention && more.length === 0 ? argumentsOf(mention, fn.parameters.length) : undefined;
  if (!call || !values || first.name !== 'ReturnStatement') return undefined;
  const choice = baseAndStep(
    fn.statements,
    node => node.name === call.name && node.from === call.from && node.to === call.to,
  );
  const assigned = assignment(source, fn, values);
  if (!choice || assigned === undefined) return undefined;
  const [test, base] = [textOf(source, choice.test), textOf(source, choice.base)];
  if (`${test}${base}${assigned}`.includes('\n')) return undefined;
  const edit = writeStatements(source, first, last, [
    [0, 'while True:'],
    [1, `if ${choice.negated ? `not (${test})` : test}:`],
    [2, `return ${base}`],
    [1, assigned],
  ]);
  return edit && [edit];
}

/** Statements on lines of their own are kept as they are inside of the loop; only the calls change. */
function loopAround(source: PySource, fn: PyFunction, first: PyNode, last: PyNode): TextEdit[] | undefined {
  if (!startsLine(source.code, first.from) || !alwaysLeaves(last)) return undefined;
  if (
    descendants(fn.body, 'String', 'FormatString').some(
      text => text.from >= first.from && textOf(source, text).includes('\n'),
    )
  )
    return undefined;
  const { newline, unit } = source.layout;
  const jumps: TextEdit[] = [];
  for (const mention of fn.mentions) {
    const jump = jumpEdit(source, fn, mention, last);
    if (!jump) return undefined;
    jumps.push(jump);
  }
  const inner = indentAt(source.code, first.from);
  return [
    { start: first.from, end: first.from, text: `while True:${newline}${inner}${unit}` },
    ...jumps.map(jump => ({ ...jump, text: jump.text.replace(/\n/g, `\n${unit}`) })),
    ...indented(source, first.from, last.to),
  ];
}

function alwaysLeaves(statement: PyNode): boolean {
  if (statement.name === 'ReturnStatement' || statement.name === 'RaiseStatement') return true;
  const parts = childrenOf(statement);
  if (statement.name !== 'IfStatement' || !parts.some(({ name }) => name === 'else')) return false;
  return parts
    .filter(({ name }) => name === 'Body')
    .every(body => {
      const last = statementsOf(body).at(-1);
      return last !== undefined && alwaysLeaves(last);
    });
}

function jumpEdit(source: PySource, fn: PyFunction, mention: PyNode, last: PyNode): TextEdit | undefined {
  const values = argumentsOf(mention, fn.parameters.length);
  const statement = mention.parent?.parent;
  if (!values || statement?.name !== 'ReturnStatement' || childrenOf(statement).length !== 2)
    return undefined;
  if (isInside(statement, fn.node, 'ForStatement', 'WhileStatement', 'WithStatement')) return undefined;
  const assigned = assignment(source, fn, values);
  if (
    assigned === undefined ||
    textOf(source, statement).includes('\n') ||
    hasComment(source, statement.from, statement.to)
  )
    return undefined;
  const apart = startsLine(source.code, statement.from)
    ? source.layout.newline + indentAt(source.code, statement.from)
    : '; ';
  const isLast = statement.from === last.from;
  return {
    start: statement.from,
    end: statement.to,
    text: isLast ? assigned : `${assigned}${apart}continue`,
  };
}

/** Assigns all arguments at once, as the call does. Undefined when nothing would change: that never ends. */
function assignment(source: PySource, fn: PyFunction, values: readonly PyNode[]): string | undefined {
  const changes = fn.parameters.flatMap(({ name }, at) => {
    const value = values[at];
    return !value || isName(source, value, name) ? [] : [{ name, text: textOf(source, value) }];
  });
  if (changes.length === 0) return undefined;
  return `${changes.map(({ name }) => name).join(', ')} = ${changes.map(({ text }) => text).join(', ')}`;
}

/** Indents every line that begins between two offsets by one level. */
function indented(source: PySource, from: number, to: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = source.code.indexOf('\n', from); at >= 0 && at < to; at = source.code.indexOf('\n', at + 1)) {
    if (!/^[ \t]*\r?\n/.test(source.code.slice(at + 1)))
      edits.push({ start: at + 1, end: at + 1, text: source.layout.unit });
  }
  return edits;
}
