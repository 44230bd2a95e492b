import { childrenOf, textOf } from '../parsedText';
import type { CodeNode } from '../tree';
import { definitionOf, isUntouched } from '../typed/mentions';
import { callOf, type TypedSource } from '../typed/source';

/** What the declaration of a name says of its type: a slice, or a plain name such as `int`. */
export type GoType =
  { readonly kind: 'slice'; readonly element: CodeNode } | { readonly kind: 'named'; readonly name: string };

/** The type of a name where it is used, when the function around declares it once and in plain sight. */
export function typeOfName(source: TypedSource, used: CodeNode): GoType | undefined {
  const definition = used.name === 'Identifier' ? definitionOf(source, used) : undefined;
  return definition && declaredType(source, definition);
}

function declaredType(source: TypedSource, definition: CodeNode): GoType | undefined {
  const { parent } = definition;
  const parts = parent ? childrenOf(parent) : [];
  if (parent?.name === 'Parameter') {
    const type = parts.at(-1);
    if (!type || type === definition) return undefined;
    return parts.some(({ name }) => name === '...')
      ? { kind: 'slice', element: type }
      : typeFrom(source, type);
  }
  if (parent?.name === 'VarSpec') {
    const type = parts.find(({ name }) => name !== 'Definition' && name !== ',');
    return type && type.name !== '=' ? typeFrom(source, type) : undefined;
  }
  if (parent?.name === 'VarDecl') {
    const [only, sign, value, ...rest] = parts;
    return only === definition && sign?.name === ':=' && value && rest.length === 0
      ? valueType(source, value)
      : undefined;
  }
  if (parent?.name === 'RangeClause') return rangeType(source, parent, definition);
  return undefined;
}

/** The index and the element of what a `range` goes over, where that is a slice. */
function rangeType(source: TypedSource, clause: CodeNode, definition: CodeNode): GoType | undefined {
  const parts = childrenOf(clause);
  const over = parts.at(-1);
  const list = over && typeOfName(source, over);
  if (list?.kind !== 'slice') return undefined;
  return parts[0] === definition ? { kind: 'named', name: 'int' } : typeFrom(source, list.element);
}

function valueType(source: TypedSource, value: CodeNode): GoType | undefined {
  if (value.name === 'IntegerLiteral') return { kind: 'named', name: 'int' };
  if (value.name === 'StringLiteral') return { kind: 'named', name: 'string' };
  const [type] = value.name === 'TypedLiteral' ? childrenOf(value) : [];
  if (type) return typeFrom(source, type);
  const call = callOf(source, value);
  const [first] = call?.args ?? [];
  if (call?.on || !call || !first) return undefined;
  if (call.name === 'make') return typeFrom(source, first);
  return call.name === 'len' ? { kind: 'named', name: 'int' } : undefined;
}

function typeFrom(source: TypedSource, type: CodeNode): GoType | undefined {
  if (type.name === 'SliceType') {
    const element = childrenOf(type).at(-1);
    return element && !textOf(source, type).startsWith('[...') ? { kind: 'slice', element } : undefined;
  }
  return type.name === 'TypeName' ? { kind: 'named', name: textOf(source, type) } : undefined;
}

const plainTypes = new Set(
  'bool byte int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr'.split(' '),
);

/** Whether a type is one of Go's own whose values are equal exactly when they are the same: no float, no interface. */
export function isPlainType(source: TypedSource, type: CodeNode): boolean {
  const name = textOf(source, type);
  return type.name === 'TypeName' && plainTypes.has(name) && isUntouched(source, name);
}
