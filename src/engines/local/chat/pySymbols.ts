import type { PyNode } from '../optimise/python/tree';
import { lineAt } from '../optimise/lines';
import { childrenOf, descendants, textOf, type PySource } from '../optimise/python/source';
import type { CodeSymbol } from './symbols';

/** The functions, classes and methods of a parsed Python text. */
export function pySymbols(source: PySource): CodeSymbol[] {
  return descendants(source.root, 'FunctionDefinition', 'ClassDefinition').map(node => {
    const name = childrenOf(node).find(part => part.name === 'VariableName');
    const end = node.to - (/\s*$/.exec(textOf(source, node))?.[0].length ?? 0);
    return {
      kind: kindOf(node),
      name: name ? textOf(source, name) : '',
      line: line(source, node.from),
      endLine: line(source, end),
      depth: ancestors(node).length,
    };
  });
}

function kindOf(node: PyNode): string {
  if (node.name === 'ClassDefinition') return 'class';
  return ancestors(node)[0] === 'ClassDefinition' ? 'method' : 'function';
}

/** The kinds of definition around a node, the nearest first. */
function ancestors(node: PyNode): string[] {
  const names: string[] = [];
  for (let at = node.parent; at; at = at.parent) {
    if (at.name === 'FunctionDefinition' || at.name === 'ClassDefinition') names.push(at.name);
  }
  return names;
}

function line(source: PySource, offset: number): number {
  return lineAt(source.code, offset) - lineAt(source.code, source.start) + 1;
}
