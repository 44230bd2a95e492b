import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { lineAt } from '../optimise/lines';
import { endOf, startOf, textOf, walk, type JsSource } from '../optimise/javascript/source';
import type { CodeSymbol } from './symbols';

/** The functions, classes and methods of a parsed JavaScript or TypeScript text, with interfaces, types and enums. */
export function jsSymbols(source: JsSource): CodeSymbol[] {
  const symbols: CodeSymbol[] = [];
  walk(source, {
    enter(path) {
      if (startOf(path.node) < source.start) return;
      const described = describe(source, path);
      if (!described) return;
      const { node } = path;
      symbols.push({
        ...described,
        line: line(source, startOf(node)),
        endLine: line(source, endOf(node)),
        depth: depthOf(source, path),
      });
    },
  });
  return symbols;
}

function line(source: JsSource, offset: number): number {
  return lineAt(source.code, offset) - lineAt(source.code, source.start) + 1;
}

function describe(source: JsSource, path: NodePath): { kind: string; name: string } | undefined {
  const { node } = path;
  if (t.isFunctionDeclaration(node)) return { kind: 'function', name: node.id?.name ?? 'default' };
  if (t.isClassDeclaration(node)) return { kind: 'class', name: node.id?.name ?? 'default' };
  if (t.isTSInterfaceDeclaration(node)) return { kind: 'interface', name: node.id.name };
  if (t.isTSTypeAliasDeclaration(node)) return { kind: 'type', name: node.id.name };
  if (t.isTSEnumDeclaration(node)) return { kind: 'enum', name: node.id.name };
  if (t.isClassMethod(node) || t.isObjectMethod(node) || t.isClassPrivateMethod(node)) {
    const kind = node.kind === 'get' ? 'getter' : node.kind === 'set' ? 'setter' : node.kind;
    return { kind, name: textOf(source, node.key) };
  }
  if (t.isVariableDeclarator(node) && t.isIdentifier(node.id)) {
    if (t.isArrowFunctionExpression(node.init) || t.isFunctionExpression(node.init))
      return { kind: 'function', name: node.id.name };
    if (t.isClassExpression(node.init)) return { kind: 'class', name: node.id.name };
  }
  return undefined;
}

function depthOf(source: JsSource, path: NodePath): number {
  let depth = 0;
  for (let at = path.parentPath; at; at = at.parentPath) {
    if (startOf(at.node) >= source.start && describe(source, at)) depth++;
  }
  return depth;
}
