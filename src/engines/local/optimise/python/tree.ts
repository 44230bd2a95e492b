import type { SyntaxNode } from '@lezer/common';
import { isOperation, regrouped, type Branch } from './grouping';
import { nameOf } from './readable';

/** A node of a parsed Python text: the grammar's, except that operators are grouped as Python groups them. */
export interface PyNode {
  readonly name: string;
  /** Offsets in UTF-16 code units; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly parent: PyNode | undefined;
  /** All children, comments included, in the order of the text. */
  readonly children: readonly PyNode[];
  readonly firstChild: PyNode | undefined;
  readonly lastChild: PyNode | undefined;
  readonly nextSibling: PyNode | undefined;
  readonly prevSibling: PyNode | undefined;
}

/** The tree of a text that parsed; `code` is what its offsets are of. */
export function treeOf(code: string, root: SyntaxNode): PyNode {
  return placed(branchOf(code, root), undefined);
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

interface Growing extends PyNode {
  nextSibling: PyNode | undefined;
  prevSibling: PyNode | undefined;
  children: PyNode[];
}

function placed({ name, from, to, children }: Branch, parent: PyNode | undefined): Growing {
  const node: Growing = {
    name,
    from,
    to,
    parent,
    children: [],
    nextSibling: undefined,
    prevSibling: undefined,
    get firstChild() {
      return node.children[0];
    },
    get lastChild() {
      return node.children.at(-1);
    },
  };
  let previous: Growing | undefined;
  for (const branch of children) {
    const child = placed(branch, node);
    if (previous) previous.nextSibling = child;
    child.prevSibling = previous;
    node.children.push(child);
    previous = child;
  }
  return node;
}
