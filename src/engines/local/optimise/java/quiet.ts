import { childrenOf, descendants, textOf } from '../parsedText';
import type { CodeNode } from '../tree';
import { definitionOf, mentionsOf } from '../typed/mentions';
import { callOf, laterCode, scopeOf, type TypedSource } from '../typed/source';
import { isLibraryClass, listElement, typeOfName } from './types';

const collecting = new Set([
  'ArrayList',
  'HashMap',
  'HashSet',
  'LinkedList',
  'StringBuilder',
  'TreeMap',
  'TreeSet',
]);

/**
 * Whether code surely changes no list that it did not make: it calls only what asks a list, methods of text and of
 * `Math`, and what fills a collection that the same function made for itself; and it assigns to plain names only.
 */
export function isQuiet(source: TypedSource, code: CodeNode): boolean {
  if (descendants(code, ...laterCode, 'ObjectCreationExpression').length > 0) return false;
  const written = [
    ...descendants(code, 'AssignmentExpression').map(({ firstChild }) => firstChild),
    ...descendants(code, 'UpdateExpression').map(node =>
      childrenOf(node).find(({ name }) => name !== 'UpdateOp'),
    ),
  ];
  return (
    written.every(node => node?.name === 'Identifier') &&
    descendants(code, 'Call').every(call => isHarmless(source, call))
  );
}

function isHarmless(source: TypedSource, node: CodeNode): boolean {
  const call = callOf(source, node);
  if (!call?.on) return false;
  const { on, name } = call;
  if (textOf(source, on) === 'Math') return isLibraryClass(source, 'Math', 'java.lang');
  const type = typeOfName(source, on);
  if (type?.kind === 'named' && type.name === 'String' && isLibraryClass(source, 'String', 'java.lang'))
    return true;
  if (['contains', 'get', 'size'].includes(name) && listElement(source, on) !== undefined) return true;
  return ['add', 'append', 'get', 'size'].includes(name) && isOwnCollection(source, on);
}

/** Whether something is assigned to a name that was declared with a value. */
function isAssigned(source: TypedSource, definition: CodeNode): boolean {
  return mentionsOf(source, scopeOf(source, definition), textOf(source, definition)).some(
    mention => mention.parent?.name === 'AssignmentExpression' && mention.parent.firstChild === mention,
  );
}

/** Whether a name was declared in this function with a new collection that began empty. */
function isOwnCollection(source: TypedSource, on: CodeNode): boolean {
  const definition = on.name === 'Identifier' ? definitionOf(source, on) : undefined;
  const declarator = definition?.parent;
  if (!definition || isAssigned(source, definition)) return false;
  const made = declarator?.name === 'VariableDeclarator' ? childrenOf(declarator).at(-1) : undefined;
  const [keyword, type, list, ...rest] = made?.name === 'ObjectCreationExpression' ? childrenOf(made) : [];
  if (keyword?.name !== 'new' || !type || !list || rest.length > 0) return false;
  const name = /^\w+/.exec(textOf(source, type))?.[0] ?? '';
  const library = name === 'StringBuilder' ? 'java.lang' : 'java.util';
  return collecting.has(name) && isLibraryClass(source, name, library) && textOf(source, list) === '()';
}
