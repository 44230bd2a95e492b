import { childrenOf, descendants, textOf } from '../parsedText';
import type { CodeNode } from '../tree';
import { definitionOf, definitionsOf } from '../typed/mentions';
import { isName, type TypedSource } from '../typed/source';

/** What the declaration of a local variable or parameter says of its type. */
export type JavaType =
  | { readonly kind: 'array'; readonly element: string }
  /** With type arguments that are no wildcards; none for a raw type or one that takes none. */
  | { readonly kind: 'named'; readonly name: string; readonly args: readonly string[] };

/** The type of a name where it is used, when it is a parameter or a local variable that is declared in plain sight. */
export function typeOfName(source: TypedSource, used: CodeNode | undefined): JavaType | undefined {
  const definition = used?.name === 'Identifier' ? definitionOf(source, used) : undefined;
  return definition && declaredType(source, definition);
}

function declaredType(source: TypedSource, definition: CodeNode): JavaType | undefined {
  const { parent } = definition;
  if (!parent || definition.nextSibling?.name === 'Dimension') return undefined;
  const declaration = parent.name === 'VariableDeclarator' ? parent.parent : parent;
  if (!declaration || !['FormalParameter', 'LocalVariableDeclaration', 'ForSpec'].includes(declaration.name))
    return undefined;
  const type = childrenOf(declaration).find(({ name }) => name !== 'Modifiers' && name !== '(');
  if (!type) return undefined;
  if (textOf(source, type) === 'var') {
    const created = parent.name === 'VariableDeclarator' ? childrenOf(parent).at(-1) : undefined;
    const [keyword, made] = created?.name === 'ObjectCreationExpression' ? childrenOf(created) : [];
    return keyword?.name === 'new' && made ? typeFrom(source, made) : undefined;
  }
  return typeFrom(source, type);
}

function typeFrom(source: TypedSource, type: CodeNode): JavaType | undefined {
  const text = textOf(source, type);
  if (type.name === 'ArrayType') return { kind: 'array', element: text.replace(/\s*\[\s*\]$/, '') };
  if (type.name === 'TypeName' || type.name === 'PrimitiveType')
    return { kind: 'named', name: text, args: [] };
  const [named, list] = type.name === 'GenericType' ? childrenOf(type) : [];
  if (named?.name !== 'TypeName' || !list) return undefined;
  const args = childrenOf(list).filter(({ name }) => !['<', '>', ','].includes(name));
  if (args.some(({ name }) => name === 'Wildcard' || name === 'AnnotatedType')) return undefined;
  return { kind: 'named', name: textOf(source, named), args: args.map(arg => textOf(source, arg)) };
}

/** Whether a simple name means the class of a package: nothing in the selection declares or imports another one. */
export function isLibraryClass(source: TypedSource, name: string, library = 'java.util'): boolean {
  if (source.doubtful.has(name) || definitionsOf(source, source.root, name).length > 0) return false;
  return importedNames(source).every(path => !path.endsWith(`.${name}`) || path === `${library}.${name}`);
}

function importedNames(source: TypedSource): string[] {
  return descendants(source.root, 'ImportDeclaration').map(node =>
    textOf(source, node)
      .replace(/^import\s+(?:static\s+)?/, '')
      .replace(/\s*;$/, '')
      .replace(/\s+/g, ''),
  );
}

/** How a class of `java.util` is written here: by its simple name where that is imported, else with its package. */
export function utilClass(source: TypedSource, name: string): string {
  const imported = importedNames(source);
  const simple = imported.includes(`java.util.${name}`) || imported.includes('java.util.*');
  return simple && isLibraryClass(source, name) ? name : `java.util.${name}`;
}

const lists = ['List', 'ArrayList', 'LinkedList'];

/** The type of the elements of a name that is a list of Java's own. */
export function listElement(source: TypedSource, used: CodeNode | undefined): string | undefined {
  const type = typeOfName(source, used);
  if (type?.kind !== 'named' || !lists.includes(type.name) || !isLibraryClass(source, type.name))
    return undefined;
  return type.args.length === 1 ? type.args[0] : undefined;
}

/** What `xs.size()` or `xs.length` is asked of. */
export function lengthOf(source: TypedSource, node: CodeNode): CodeNode | undefined {
  const parts = childrenOf(node);
  const [on, dot, member] = parts;
  if (on?.name !== 'Identifier' || dot?.name !== '.') return undefined;
  if (node.name === 'FieldAccess') return isName(source, member, 'length') ? on : undefined;
  return node.name === 'Call' && textOf(source, node).replace(/\s/g, '').endsWith('.size()') ? on : undefined;
}
