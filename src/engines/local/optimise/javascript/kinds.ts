import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';

/** What kind of value an expression surely has; undefined when nothing proves it. TypeScript's annotations are believed. */
export type Kind = 'boolean' | 'string' | 'number' | 'bigint' | 'array';

/** Proves the kind of an expression's value. */
export function kindOf(path: NodePath): Kind | undefined {
  const { node } = path;
  if (t.isStringLiteral(node) || t.isTemplateLiteral(node)) return 'string';
  if (t.isNumericLiteral(node)) return 'number';
  if (t.isBigIntLiteral(node)) return 'bigint';
  if (t.isBooleanLiteral(node)) return 'boolean';
  if (t.isArrayExpression(node)) return 'array';
  if (t.isUnaryExpression(node)) return kindOfUnary(path, node);
  if (t.isTSAsExpression(node) || t.isTSSatisfiesExpression(node)) return kindOfType(node.typeAnnotation);
  if (path.isIdentifier()) return kindOfName(path);
  if (path.isBinaryExpression()) return kindOfBinary(path);
  if (path.isLogicalExpression()) return same(kindOf(path.get('left')), kindOf(path.get('right')));
  if (path.isConditionalExpression())
    return same(kindOf(path.get('consequent')), kindOf(path.get('alternate')));
  if (path.isCallExpression()) return kindOfCall(path);
  return undefined;
}

function same(a: Kind | undefined, b: Kind | undefined): Kind | undefined {
  return a === b ? a : undefined;
}

function kindOfUnary(path: NodePath, { operator, argument }: t.UnaryExpression): Kind | undefined {
  if (operator === '!' || operator === 'delete') return 'boolean';
  if (operator === 'typeof') return 'string';
  if (operator === '-' && t.isNumericLiteral(argument)) return 'number';
  return operator === '+' && path.isUnaryExpression() ? 'number' : undefined;
}

const comparisons = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=', 'in', 'instanceof']);

function kindOfBinary(path: NodePath<t.BinaryExpression>): Kind | undefined {
  const { operator } = path.node;
  if (comparisons.has(operator)) return 'boolean';
  const left = kindOf(path.get('left'));
  const right = kindOf(path.get('right'));
  if (operator === '+' && left && right && (left === 'string' || right === 'string')) return 'string';
  return left === right && (left === 'number' || left === 'bigint') ? left : undefined;
}

function kindOfName(path: NodePath<t.Identifier>): Kind | undefined {
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return undefined;
  const declared = binding.identifier;
  if (declared.typeAnnotation) {
    if (declared.optional === true || !t.isTSTypeAnnotation(declared.typeAnnotation)) return undefined;
    return kindOfType(declared.typeAnnotation.typeAnnotation);
  }
  const { path: declaration } = binding;
  if (binding.kind !== 'const' || !declaration.isVariableDeclarator() || declaration.node.id !== declared)
    return undefined;
  const init = declaration.get('init');
  return init.isExpression() ? kindOf(init) : undefined;
}

const arrayMethods = new Set([
  'map',
  'filter',
  'slice',
  'concat',
  'flat',
  'flatMap',
  'toSorted',
  'toReversed',
]);
const stringMethods = new Set([
  'trim',
  'trimStart',
  'trimEnd',
  'slice',
  'substring',
  'toLowerCase',
  'toUpperCase',
  'repeat',
  'replace',
  'replaceAll',
  'padStart',
  'padEnd',
]);

const tests: Readonly<Partial<Record<Kind, ReadonlySet<string>>>> = {
  array: new Set(['includes', 'some', 'every']),
  string: new Set(['includes', 'startsWith', 'endsWith']),
};

function kindOfCall(path: NodePath<t.CallExpression>): Kind | undefined {
  const callee = path.get('callee');
  if (!callee.isMemberExpression() || callee.node.computed) return undefined;
  const { object, property } = callee.node;
  if (!t.isIdentifier(property)) return undefined;
  if (t.isIdentifier(object) && isGlobal(path, object.name)) {
    if (object.name === 'Object' && ['keys', 'values', 'entries'].includes(property.name)) return 'array';
    if (object.name === 'Array' && ['from', 'of'].includes(property.name)) return 'array';
    if (object.name === 'Array' && property.name === 'isArray') return 'boolean';
  }
  const receiver = kindOf(callee.get('object'));
  if (receiver !== undefined && tests[receiver]?.has(property.name)) return 'boolean';
  if (receiver === 'array')
    return arrayMethods.has(property.name) ? 'array' : property.name === 'join' ? 'string' : undefined;
  if (receiver !== 'string') return undefined;
  return property.name === 'split' ? 'array' : stringMethods.has(property.name) ? 'string' : undefined;
}

/** Whether a name means the built-in: nothing in the selection declares or assigns it. */
export function isGlobal(path: NodePath, name: string): boolean {
  if (path.scope.getBinding(name)) return false;
  const program = path.scope.getProgramParent();
  return !program.path.isProgram() || !assignsGlobal(program.path, name);
}

const assignedIn = new WeakMap<t.Program, ReadonlySet<string>>();

/** Looked for once: rules ask for each place where a built-in would be used. */
function assignsGlobal({ node }: NodePath<t.Program>, name: string): boolean {
  const names = assignedIn.get(node) ?? assignedNames(node);
  assignedIn.set(node, names);
  return names.has(name);
}

function assignedNames(program: t.Program): Set<string> {
  const names = new Set<string>();
  t.traverseFast(program, node => {
    if (t.isAssignmentExpression(node) && t.isIdentifier(node.left)) names.add(node.left.name);
  });
  return names;
}

/** The kind that a TypeScript type promises. */
function kindOfType(type: t.TSType): Kind | undefined {
  if (t.isTSStringKeyword(type)) return 'string';
  if (t.isTSNumberKeyword(type)) return 'number';
  if (t.isTSBooleanKeyword(type)) return 'boolean';
  if (t.isTSBigIntKeyword(type)) return 'bigint';
  if (t.isTSArrayType(type) || t.isTSTupleType(type)) return 'array';
  if (t.isTSTypeOperator(type) && type.operator === 'readonly') return kindOfType(type.typeAnnotation);
  if (t.isTSParenthesizedType(type)) return kindOfType(type.typeAnnotation);
  if (t.isTSTypeReference(type) && t.isIdentifier(type.typeName)) {
    return ['Array', 'ReadonlyArray'].includes(type.typeName.name) ? 'array' : undefined;
  }
  if (t.isTSLiteralType(type))
    return t.isStringLiteral(type.literal)
      ? 'string'
      : t.isBooleanLiteral(type.literal)
        ? 'boolean'
        : undefined;
  if (t.isTSUnionType(type)) {
    const [first, ...rest] = type.types.map(kindOfType);
    return rest.every(kind => kind === first) ? first : undefined;
  }
  return undefined;
}
