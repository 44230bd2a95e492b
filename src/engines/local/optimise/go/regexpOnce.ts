import { indentAt } from '../layout';
import { childrenOf, descendants, freshName, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { TextEdit } from '../textEdit';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import { callOf, freshLocal, isName, type TypedRule, type TypedSource } from '../typed/source';
import { linesBefore, outermostLoop, ownsLines, withoutLines } from '../typed/statements';
import { surelyCompiles } from '../typed/surelyCompiles';
import { isPackage } from './imports';

const id = 'regexp-once';

/**
 * `regexp.MustCompile` of a constant, which is only asked for matches, is done once: as a variable of the package, or
 * before the loop around it where the function runs once or is not selected.
 */
export const regexpOnce: TypedRule = {
  id,
  find(source) {
    if (!isPackage(source, 'regexp')) return [];
    return descendants(source.root, 'Call').flatMap(call => rewriteCall(source, call) ?? []);
  },
};

function rewriteCall(source: TypedSource, node: CodeNode): Rewrite | undefined {
  const call = callOf(source, node);
  const [pattern] = call?.args ?? [];
  if (
    call?.name !== 'MustCompile' ||
    !isName(source, call.on, 'regexp') ||
    call.args.length !== 1 ||
    !pattern
  )
    return undefined;
  const expression = constantText(source, pattern);
  if (expression === undefined || !surelyCompiles(expression)) return undefined;
  const kept = keptIn(source, node);
  if (!kept && !isAsked(node)) return undefined;
  const fn = packageFunction(source, node);
  const loop = fn ? undefined : outermostLoop(node);
  if (!loop && !fn) return undefined;
  const name = loop
    ? (kept?.name ?? freshLocal(source, node, 'pattern', 'regex'))
    : freshName(source, `${fn?.name}Pattern`);
  const declared = loop
    ? linesBefore(source, loop, [[0, `${name} := ${textOf(source, node)}`]])
    : fn && variableBefore(source, fn.node, `var ${name} = ${textOf(source, node)}`);
  if (!declared) return undefined;
  return {
    rule: id,
    why: loop
      ? 'the expression is compiled once, not each time round'
      : 'the expression is compiled once, not with every call',
    assumes: loop ? undefined : `no other file of the package declares \`${name}\``,
    at: node.from,
    edits: [
      declared,
      ...(kept
        ? [
            withoutLines(source, kept.statement),
            ...(loop ? [] : kept.uses.map(({ from, to }) => ({ start: from, end: to, text: name }))),
          ]
        : [{ start: node.from, end: node.to, text: name }]),
    ],
  };
}

/** The text of a constant without escapes. */
function constantText(source: TypedSource, node: CodeNode): string | undefined {
  const text = textOf(source, node);
  if (node.name !== 'StringLiteral') return undefined;
  return /^`[^`\r\n]*`$/.test(text) || /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : undefined;
}

/** Methods that leave an expression as it is. */
const asking = /^(?:Match|Find|Replace|Split)\w*$/;

function isAsked(node: CodeNode): boolean {
  const { parent } = node;
  return parent?.name === 'SelectorExpr' && parent.firstChild === node && parent.parent?.name === 'Call';
}

/** `re := regexp.MustCompile(...)` around the call, where `re` is only asked for matches, and the name is not used for another thing. */
function keptIn(
  source: TypedSource,
  node: CodeNode,
): { name: string; statement: CodeNode; uses: readonly CodeNode[] } | undefined {
  const statement = node.parent;
  const [variable, sign, value, ...rest] = statement?.name === 'VarDecl' ? childrenOf(statement) : [];
  const block = statement?.parent;
  if (!statement || !block || !variable || sign?.name !== ':=' || value !== node || rest.length > 0)
    return undefined;
  if (!ownsLines(source, statement)) return undefined;
  const name = textOf(source, variable);
  const uses = mentionsOf(source, source.root, name).filter(use => use !== variable);
  const asked = uses.every(
    use =>
      use.from > statement.to &&
      use.to <= block.to &&
      isAsked(use) &&
      asking.test(textOf(source, use.parent?.lastChild ?? use)),
  );
  return asked && uses.length > 0 && definitionsOf(source, source.root, name).length === 1
    ? { name, statement, uses }
    : undefined;
}

/** The function of the package around a node, when it may run more than once. */
function packageFunction(source: TypedSource, node: CodeNode): { node: CodeNode; name: string } | undefined {
  let at = node.parent;
  while (at && at.name !== 'FunctionDecl' && at.name !== 'MethodDecl') at = at.parent;
  if (at?.parent?.name !== 'SourceFile') return undefined;
  const named = childrenOf(at).find(({ name }) => name === 'Definition' || name === 'FieldName');
  const name = named && textOf(source, named);
  if (name === undefined || ['main', 'init', '_'].includes(name)) return undefined;
  return { node: at, name: name.charAt(0).toLowerCase() + name.slice(1) };
}

/** A declaration in front of a function and the comment that belongs to it. */
function variableBefore(source: TypedSource, fn: CodeNode, line: string): TextEdit | undefined {
  const { newline } = source.layout;
  let start = fn.from;
  for (let before = fn.prevSibling; before?.name.endsWith('Comment'); before = before.prevSibling) {
    if (!/^[ \t]*\r?\n[ \t]*$/.test(source.code.slice(before.to, start))) break;
    start = before.from;
  }
  if (indentAt(source.code, start) !== '' || /[^\n]$/.test(source.code.slice(0, start))) return undefined;
  return { start, end: start, text: line + newline + newline };
}
