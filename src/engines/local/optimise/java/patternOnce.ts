import { indentAt } from '../layout';
import { childrenOf, descendants, freshName, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { TextEdit } from '../textEdit';
import type { CodeNode } from '../tree';
import { callOf, freshLocal, isFunction, isName, type TypedRule, type TypedSource } from '../typed/source';
import { linesBefore, outermostLoop } from '../typed/statements';
import { surelyCompiles } from '../typed/surelyCompiles';
import { isLibraryClass } from './types';

const id = 'pattern-once';

/**
 * `Pattern.compile` of a constant is done once: as a constant of the class, or before the loop around it where the class
 * is not selected or the method runs once.
 */
export const patternOnce: TypedRule = {
  id,
  find(source) {
    if (!isLibraryClass(source, 'Pattern', 'java.util.regex')) return [];
    return descendants(source.root, 'Call').flatMap(call => rewriteCall(source, call) ?? []);
  },
};

function rewriteCall(source: TypedSource, node: CodeNode): Rewrite | undefined {
  const call = callOf(source, node);
  const [pattern, flag, ...more] = call?.args ?? [];
  if (call?.name !== 'compile' || !isName(source, call.on, 'Pattern') || !pattern || more.length > 0)
    return undefined;
  const text = textOf(source, node);
  const expression = pattern.name === 'StringLiteral' ? unescaped(textOf(source, pattern)) : undefined;
  if (expression === undefined || !surelyCompiles(expression) || text.includes('\n')) return undefined;
  if (flag && textOf(source, flag) !== 'Pattern.CASE_INSENSITIVE') return undefined;
  const owner = classAround(source, node);
  const loop = owner ? undefined : outermostLoop(node);
  if (!owner && !loop) return undefined;
  const name = owner
    ? freshName(source, `${constantCase(owner.method)}_PATTERN`)
    : freshLocal(source, node, 'pattern', 'regex');
  const declared = owner
    ? memberAtStart(source, owner.body, `private static final Pattern ${name} = ${text};`)
    : loop && linesBefore(source, loop, [[0, `Pattern ${name} = ${text};`]]);
  if (!declared) return undefined;
  return {
    rule: id,
    why: owner
      ? 'the expression is compiled once, not with every call'
      : 'the expression is compiled once, not each time round',
    at: node.from,
    edits: [declared, { start: node.from, end: node.to, text: name }],
  };
}

/** The text of a literal whose only escape is the backslash itself. */
function unescaped(literal: string): string | undefined {
  const text = literal.slice(1, -1);
  return /^(?:[^\\]|\\\\)*$/.test(text) ? text.replace(/\\\\/g, '\\') : undefined;
}

/** The outermost class around a method that may run more than once. */
function classAround(source: TypedSource, node: CodeNode): { body: CodeNode; method: string } | undefined {
  let method: string | undefined;
  for (let at = node.parent; at; at = at.parent) {
    if (isFunction(at)) {
      const named = childrenOf(at).find(({ name }) => name === 'Definition');
      method = named && textOf(source, named);
    }
    if (at.name !== 'ClassDeclaration' || at.parent?.name !== 'Program') continue;
    const body = at.lastChild;
    return body?.name === 'ClassBody' && method !== undefined && method !== 'main'
      ? { body, method }
      : undefined;
  }
  return undefined;
}

function constantCase(name: string): string {
  return name.replace(/([a-z\d])(?=[A-Z])/g, '$1_').toUpperCase();
}

/** A member in front of all others of a class, so that it is there when they begin. */
function memberAtStart(source: TypedSource, body: CodeNode, line: string): TextEdit | undefined {
  const [, first] = childrenOf(body);
  if (!first || first.name === '}' || !/^[ \t]*\r?\n/.test(source.code.slice(body.from + 1)))
    return undefined;
  const { newline } = source.layout;
  const text = newline + indentAt(source.code, first.from) + line + newline;
  return { start: body.from + 1, end: body.from + 1, text };
}
