import type { PyNode } from './tree';
import { isBinding, mentionsOf } from './binding';
import { childrenOf, descendants, statementsOf, textOf, type PySource } from './source';

/** A plain `def` (not async, not decorated, no method) that only one thing in the selection gives its name to. */
export interface PyFunction {
  readonly node: PyNode;
  readonly name: string;
  readonly parameters: readonly PyParameter[];
  readonly body: PyNode;
  /** The statements behind the documentation string. */
  readonly statements: readonly PyNode[];
  /** Mentions of its own name inside of it. */
  readonly mentions: readonly PyNode[];
}

/** A parameter without default; `type` is the text of its annotation. */
export interface PyParameter {
  readonly name: string;
  readonly type: string | undefined;
}

/** All functions of a selection that know themselves by name and take plain parameters. */
export function plainFunctions(source: PySource): PyFunction[] {
  return descendants(source.root, 'FunctionDefinition').flatMap(node => plainFunction(source, node) ?? []);
}

function plainFunction(source: PySource, node: PyNode): PyFunction | undefined {
  const parts = childrenOf(node);
  const [def, nameNode] = parts;
  const list = parts.find(part => part.name === 'ParamList');
  const body = parts.at(-1);
  if (def?.name !== 'def' || nameNode?.name !== 'VariableName' || !list || body?.name !== 'Body')
    return undefined;
  if (!bindsPlainly(source, node)) return undefined;
  const name = textOf(source, nameNode);
  if (source.doubtful.has(name) || mentionsOf(source, source.root, name).filter(isBinding).length !== 1)
    return undefined;
  const parameters = plainParameters(source, list);
  if (!parameters) return undefined;
  const statements = statementsOf(body);
  const first = statements[0];
  const documented = first?.name === 'ExpressionStatement' && first.firstChild?.name === 'String';
  return {
    node,
    name,
    parameters,
    body,
    statements: documented ? statements.slice(1) : statements,
    mentions: mentionsOf(source, body, name),
  };
}

/** Whether the name of a definition is visible in its body: not so in a class, and not what a decorator made of it. */
function bindsPlainly(source: PySource, node: PyNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.name === 'DecoratedStatement' || at.name === 'ClassDefinition') return false;
    if (at.name === 'FunctionDefinition') return true;
  }
  return !source.inner;
}

function plainParameters(source: PySource, list: PyNode): PyParameter[] | undefined {
  const parameters: { name: string; type: string | undefined }[] = [];
  for (const part of childrenOf(list)) {
    const last = parameters.at(-1);
    if (part.name === 'VariableName') parameters.push({ name: textOf(source, part), type: undefined });
    else if (part.name === 'TypeDef' && last) last.type = textOf(source, part).slice(1).trim();
    else if (!['(', ')', ','].includes(part.name)) return undefined;
  }
  return parameters;
}

/** The arguments of a call when all are plain and there are `count`; `mention` is its callee. */
export function argumentsOf(mention: PyNode, count: number): PyNode[] | undefined {
  const call = mention.parent;
  const list = call?.lastChild;
  if (call?.name !== 'CallExpression' || call.firstChild?.from !== mention.from || list?.name !== 'ArgList') {
    return undefined;
  }
  const parts = childrenOf(list).filter(part => !['(', ')', ','].includes(part.name));
  const plain = !parts.some(part => ['AssignOp', '*', '**', 'for', 'async'].includes(part.name));
  return plain && parts.length === count ? parts : undefined;
}
