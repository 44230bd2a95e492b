import type { SyntaxNode } from '@lezer/common';
import { placed, type Branch, type CodeNode } from '../tree';
import { isOperation, regrouped } from './grouping';
import { nameOf } from './readable';

/** A node of a parsed Python text: the grammar's, except that operators are grouped as Python groups them. */
export type PyNode = CodeNode;

/** The tree of a text that parsed; `code` is what its offsets are of. */
export function treeOf(code: string, root: SyntaxNode): PyNode {
  return placed(branchOf(code, root));
}

function branchOf(code: string, node: SyntaxNode, inOperation = false): Branch {
  const { from, to } = node;
  const name = nameOf(code, node.name, from);
  const children: Branch[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    children.push(branchOf(code, child, isOperation(name)));
  const branch = { name, from, to, children };
  return isOperation(name) && !inOperation ? regrouped(code, branch) : branch;
}
