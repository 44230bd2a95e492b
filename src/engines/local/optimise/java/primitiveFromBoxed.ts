import { childrenOf, descendants, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import { binary, isFunction, loopNames, withoutEnd, type TypedRule, type TypedSource } from '../typed/source';
import { isInBlock } from '../typed/statements';
import { isLibraryClass } from './types';

const id = 'primitive-from-boxed';

/** `Long sum = 0L;` that is only counted with is a `long`: each step in a loop made an object. */
export const primitiveFromBoxed: TypedRule = {
  id,
  find: source =>
    descendants(source.root, 'LocalVariableDeclaration').flatMap(
      declaration => rewriteDeclaration(source, declaration) ?? [],
    ),
};

const literals: Readonly<Record<string, { readonly primitive: string; readonly literal: RegExp }>> = {
  Integer: { primitive: 'int', literal: /^-?\d+$/ },
  Long: { primitive: 'long', literal: /^-?\d+[lL]$/ },
  Double: { primitive: 'double', literal: /^-?\d+\.\d+$/ },
};

function rewriteDeclaration(source: TypedSource, declaration: CodeNode): Rewrite | undefined {
  const [type, declarator, ...rest] = withoutEnd(declaration);
  const [variable, sign, value, ...more] =
    declarator?.name === 'VariableDeclarator' ? childrenOf(declarator) : [];
  const block = isInBlock(declaration) ? declaration.parent : undefined;
  if (type?.name !== 'TypeName' || !variable || sign?.name !== 'AssignOp' || !value || !block)
    return undefined;
  const boxed = textOf(source, type);
  const kind = literals[boxed];
  const literal = textOf(source, value);
  if (!kind?.literal.test(literal) || rest.length > 0 || more.length > 0) return undefined;
  if (!isLibraryClass(source, boxed, 'java.lang')) return undefined;
  const name = textOf(source, variable);
  if (source.doubtful.has(name) || definitionsOf(source, block, name).length !== 1) return undefined;
  const uses = mentionsOf(source, block, name).filter(({ from }) => from > declaration.to);
  const counted = uses.some(use => isCounted(source, use) && loopInside(use, block));
  const plain = uses.every(use => isCounted(source, use) || isPlainUse(source, use, boxed, kind.primitive));
  if (!counted || !plain) return undefined;
  return {
    rule: id,
    why: `each step made a new \`${boxed}\`; a \`${kind.primitive}\` is only counted with`,
    at: declaration.from,
    edits: [{ start: type.from, end: type.to, text: kind.primitive }],
  };
}

/** `n += x;`, `n++;` as a statement. */
function isCounted(source: TypedSource, use: CodeNode): boolean {
  const { parent } = use;
  if (!parent || !['ExpressionStatement', 'ForSpec'].includes(parent.parent?.name ?? '')) return false;
  if (parent.name === 'UpdateExpression') return true;
  const [target, sign] = parent.name === 'AssignmentExpression' ? childrenOf(parent) : [];
  return target === use && sign !== undefined && ['+=', '-=', '*='].includes(textOf(source, sign));
}

const numeric = new Set(['+', '-', '*', '/', '%', '<', '<=', '>', '>=']);

/** Whether a number does in the place of an object: in arithmetic, where text is made of it, where it is returned. */
function isPlainUse(source: TypedSource, use: CodeNode, boxed: string, primitive: string): boolean {
  const { parent } = use;
  if (!parent) return false;
  const parts = binary(source, parent);
  if (parts) return numeric.has(parts.operator);
  if (parent.name === 'ArgumentList')
    return /^System\.out\.print(?:ln)?\(\w+\)$/.test(parent.parent ? textOf(source, parent.parent) : '');
  if (parent.name !== 'ReturnStatement') return false;
  let fn = parent.parent;
  while (fn && !isFunction(fn) && fn.name !== 'LambdaExpression') fn = fn.parent;
  const [result] =
    fn?.name === 'MethodDeclaration' ? childrenOf(fn).filter(({ name }) => name !== 'Modifiers') : [];
  return result !== undefined && [boxed, primitive].includes(textOf(source, result));
}

function loopInside(use: CodeNode, block: CodeNode): boolean {
  for (let at = use.parent; at && at !== block; at = at.parent) if (loopNames.includes(at.name)) return true;
  return false;
}
