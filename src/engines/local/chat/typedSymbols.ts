import { parseGo } from '../optimise/go/parse';
import { parseJava } from '../optimise/java/parse';
import { lineAt } from '../optimise/lines';
import { childrenOf, descendants, textOf } from '../optimise/parsedText';
import type { CodeNode } from '../optimise/tree';
import type { TypedSource } from '../optimise/typed/source';
import type { CodeSymbol } from './symbols';

/** Parses Go or Java; undefined when something in it does not parse. */
export function parseTypedLanguage(text: string, language: 'go' | 'java'): TypedSource | undefined {
  return language === 'go' ? parseGo(text) : parseJava(text);
}

const kinds: Readonly<Record<string, string>> = {
  AnnotationTypeDeclaration: 'annotation',
  ClassDeclaration: 'class',
  ConstructorDeclaration: 'constructor',
  EnumDeclaration: 'enum',
  FunctionDecl: 'function',
  InterfaceDeclaration: 'interface',
  MethodDecl: 'method',
  MethodDeclaration: 'method',
  RecordDeclaration: 'record',
  TypeSpec: 'type',
};

/** The functions, methods, classes and types of parsed Go or Java. */
export function typedSymbols(source: TypedSource): CodeSymbol[] {
  return descendants(source.root, ...Object.keys(kinds)).map(node => {
    const name = childrenOf(node).find(part => ['Definition', 'FieldName', 'Identifier'].includes(part.name));
    return {
      kind: kinds[node.name] ?? 'type',
      name: name ? textOf(source, name) : '',
      line: lineAt(source.code, node.from),
      endLine: lineAt(source.code, node.to),
      depth: depthOf(node),
    };
  });
}

function depthOf(node: CodeNode): number {
  let depth = 0;
  for (let at = node.parent; at; at = at.parent) if (kinds[at.name] !== undefined) depth++;
  return depth;
}
