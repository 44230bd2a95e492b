/** What a node is made of before it has a place in a tree. */
export interface Branch {
  readonly name: string;
  /** Offsets in UTF-16 code units; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly children: readonly Branch[];
}

/** A node of a parsed text. */
export interface CodeNode extends Branch {
  readonly parent: CodeNode | undefined;
  /** All children, comments included, in the order of the text. */
  readonly children: readonly CodeNode[];
  readonly firstChild: CodeNode | undefined;
  readonly lastChild: CodeNode | undefined;
  readonly nextSibling: CodeNode | undefined;
  readonly prevSibling: CodeNode | undefined;
}

interface Growing extends CodeNode {
  nextSibling: CodeNode | undefined;
  prevSibling: CodeNode | undefined;
  children: CodeNode[];
}

/** The tree of a branch, in which every node knows those around it. */
export function placed(branch: Branch): CodeNode {
  return grown(branch, undefined);
}

function grown({ name, from, to, children }: Branch, parent: CodeNode | undefined): Growing {
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
    const child = grown(branch, node);
    if (previous) previous.nextSibling = child;
    child.prevSibling = previous;
    node.children.push(child);
    previous = child;
  }
  return node;
}
