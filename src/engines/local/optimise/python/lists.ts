import type { PyNode } from './tree';
import { isBinding, mentionsOf } from './binding';
import { sequenceKind } from './kinds';
import { answeredOnce, builtinCall, isPlainLocal } from './scope';
import { bare, childrenOf, textOf, type PySource } from './source';

/** What can be said of the value of a name: surely a list, surely a tuple or text, surely none of these, or nothing. */
export type SequenceKind = 'list' | 'immutable' | 'other' | 'unknown';

/** What a name in a function (or at the outermost level) holds, by its annotation or by what is assigned to it. */
export function sequenceKindOf(source: PySource, scope: PyNode, name: string): SequenceKind {
  if (isListName(source, scope, name)) return 'list';
  if (isOtherName(source, scope, name)) return 'other';
  const [parameter, ...others] = bindingsOf(source, scope, name);
  const type = parameter?.nextSibling;
  if (
    others.length > 0 ||
    parameter?.parent?.name !== 'ParamList' ||
    parameter.parent.parent?.from !== scope.from
  )
    return 'unknown';
  if (source.doubtful.has(name) || type?.name !== 'TypeDef') return 'unknown';
  return sequenceKind(textOf(source, type).slice(1).trim()) ?? 'other';
}

const bindings = new WeakMap<PyNode, Map<string, PyNode[]>>();

/** Where a name gets its value in a scope; looked for once. */
export function bindingsOf(source: PySource, scope: PyNode, name: string): readonly PyNode[] {
  const known = bindings.get(scope) ?? new Map<string, PyNode[]>();
  bindings.set(scope, known);
  const found = known.get(name) ?? mentionsOf(source, scope, name).filter(isBinding);
  known.set(name, found);
  return found;
}

const isListName = answeredOnce(
  (source, scope, name) =>
    isPlainLocal(source, scope, name) &&
    assignedValues(source, scope, name).every(value => value !== undefined && isListValue(source, value)) &&
    bindingsOf(source, scope, name).length > 0,
);

const isOtherName = answeredOnce((source, scope, name) =>
  assignedValues(source, scope, name).some(
    value =>
      value !== undefined &&
      ([
        'DictionaryExpression',
        'SetExpression',
        'DictionaryComprehensionExpression',
        'SetComprehensionExpression',
      ].includes(bare(value).name) ||
        ['dict', 'set', 'frozenset'].includes(builtinCall(source, bare(value))?.name ?? '')),
  ),
);

/** The values that are assigned to a name alone; undefined for each other way in which it gets one. */
function assignedValues(source: PySource, scope: PyNode, name: string): (PyNode | undefined)[] {
  return bindingsOf(source, scope, name).map(({ parent, from }) => {
    const parts = parent?.name === 'AssignStatement' ? childrenOf(parent) : [];
    return parts.length === 3 && parts[0]?.from === from ? parts[2] : undefined;
  });
}

/** Whether an expression surely gives a list of its own. */
export function isListValue(source: PySource, wrapped: PyNode): boolean {
  const node = bare(wrapped);
  if (node.name === 'ArrayExpression' || node.name === 'ArrayComprehensionExpression') return true;
  return ['list', 'sorted'].includes(builtinCall(source, node)?.name ?? '');
}
