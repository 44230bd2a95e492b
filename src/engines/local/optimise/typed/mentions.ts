import { descendants, textOf } from '../parsedText';
import type { CodeNode } from '../tree';
import type { TypedSource } from './source';

const tables = new WeakMap<CodeNode, ReadonlyMap<string, readonly CodeNode[]>>();

/** The names of a tree, by their text: those used, declared, and what may be either or a type. */
function tableOf(source: TypedSource): ReadonlyMap<string, readonly CodeNode[]> {
  const known = tables.get(source.root);
  if (known) return known;
  const table = new Map<string, CodeNode[]>();
  for (const node of descendants(source.root, 'Identifier', 'Definition', 'TypeName', 'make', 'new')) {
    if (isMember(node)) continue;
    const text = textOf(source, node);
    const list = table.get(text);
    if (list) list.push(node);
    else table.set(text, [node]);
  }
  tables.set(source.root, table);
  return table;
}

/** Whether an identifier is what stands behind a dot, or the name of a method. */
function isMember({ parent, prevSibling }: CodeNode): boolean {
  return parent?.name === 'MethodName' || (parent?.name === 'FieldAccess' && prevSibling?.name === '.');
}

/** Every place at or below a node where a name stands, not behind a dot, in the order of the text. */
export function mentionsOf(source: TypedSource, within: CodeNode, name: string): CodeNode[] {
  return (tableOf(source).get(name) ?? []).filter(({ from, to }) => from >= within.from && to <= within.to);
}

const scopes = new Set([
  'Block',
  'CatchClause',
  'ClassBody',
  'ConstructorBody',
  'ConstructorDeclaration',
  'EnhancedForStatement',
  'EnumBody',
  'ForStatement',
  'FunctionDecl',
  'FunctionLiteral',
  'IfStatement',
  'LambdaExpression',
  'MethodDecl',
  'MethodDeclaration',
  'RecordBody',
  'RecordDeclaration',
  'SelectBlock',
  'SwitchBlock',
  'SwitchStatement',
  'TryWithResourcesStatement',
  'TypeSwitchStatement',
]);

const classes = ['ClassBody', 'EnumBody', 'RecordBody'];

function scopeAround(node: CodeNode): CodeNode {
  let at = node;
  while (at.parent && (at === node || !scopes.has(at.name))) at = at.parent;
  return at;
}

/**
 * Where the name that stands at a node is declared: in the innermost scope around it that declares it, once. Undefined
 * where that is not in the selection, or in doubt: a class between the two may have inherited the name.
 */
export function definitionOf(source: TypedSource, used: CodeNode): CodeNode | undefined {
  const name = textOf(source, used);
  if (source.doubtful.has(name)) return undefined;
  const all = definitionsOf(source, source.root, name).map(node => ({ node, scope: scopeAround(node) }));
  for (let at: CodeNode | undefined = scopeAround(used); at; at = at.parent && scopeAround(at)) {
    const here = all.filter(({ node, scope }) => {
      if (scope !== at) return false;
      return classes.includes(at.name) || (node.from < used.from && !contains(node.parent, used));
    });
    if (here.length > 0) return here.length === 1 ? here[0]?.node : undefined;
    if (classes.includes(at.name)) return undefined;
  }
  return undefined;
}

function contains(outer: CodeNode | undefined, { from, to }: CodeNode): boolean {
  if (!outer || ['FormalParameter', 'FormalParameters', 'Parameter', 'Parameters'].includes(outer.name))
    return false;
  return outer.from <= from && outer.to >= to;
}

/** The places at or below a node that declare a name. */
export function definitionsOf(source: TypedSource, within: CodeNode, name: string): CodeNode[] {
  return mentionsOf(source, within, name).filter(mention => mention.name === 'Definition');
}

/** Whether nothing in the selection gives a name another meaning than the one it has by itself or by an import. */
export function isUntouched(source: TypedSource, name: string): boolean {
  return !source.doubtful.has(name) && definitionsOf(source, source.root, name).length === 0;
}
