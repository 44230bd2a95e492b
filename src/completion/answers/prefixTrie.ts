interface Node<T> {
  /** The characters that lead here from the node above. */
  edge: string;
  readonly values: T[];
  /** By the first character of their edge. */
  readonly children: Map<string, Node<T>>;
}

/**
 * A radix tree (Morrison, J. ACM 15, 1968): values under keys that share long beginnings, found by walking a
 * longer text. A walk compares the text once and costs nothing for values under other keys.
 */
export class PrefixTrie<T> {
  private readonly root: Node<T> = newNode('');

  get empty(): boolean {
    return this.root.values.length === 0 && this.root.children.size === 0;
  }

  /** Keeps a value under a key; a key may hold several, in the order of adding. */
  add(key: string, value: T): void {
    let node = this.root;
    for (let at = 0; at < key.length;) {
      const child = node.children.get(key.charAt(at));
      if (!child) {
        const leaf = newNode<T>(key.slice(at));
        node.children.set(key.charAt(at), leaf);
        node = leaf;
        break;
      }
      const common = commonLength(child.edge, key, at);
      node = common < child.edge.length ? split(node, child, common) : child;
      at += common;
    }
    node.values.push(value);
  }

  /** The values under exactly this key. */
  at(key: string): readonly T[] {
    return this.pathTo(key)?.at(-1)?.values ?? [];
  }

  /** Visits every value whose key `text` begins with, the shortest key first; `depth` is the key's length. */
  along(text: string, visit: (value: T, depth: number) => void): void {
    let at = 0;
    for (let node: Node<T> | undefined = this.root; node;) {
      for (const value of node.values) visit(value, at);
      const child: Node<T> | undefined = node.children.get(text.charAt(at));
      if (!child || !text.startsWith(child.edge, at)) return;
      at += child.edge.length;
      node = child;
    }
  }

  /** Forgets a value; does nothing when it is not there. */
  remove(key: string, value: T): void {
    const path = this.pathTo(key);
    const values = path?.at(-1)?.values ?? [];
    const index = values.indexOf(value);
    if (!path || index < 0) return;
    values.splice(index, 1);
    this.tidy(path);
  }

  /** The nodes from the root to that of a key; undefined when there is none. */
  private pathTo(key: string): Node<T>[] | undefined {
    const path: Node<T>[] = [this.root];
    for (let at = 0; at < key.length;) {
      const child: Node<T> | undefined = path.at(-1)?.children.get(key.charAt(at));
      if (!child || !key.startsWith(child.edge, at)) return undefined;
      at += child.edge.length;
      path.push(child);
    }
    return path;
  }

  /** Takes out what holds nothing any more: an empty leaf, and nodes with nothing but one child. */
  private tidy(path: readonly Node<T>[]): void {
    const node = path.at(-1);
    const parent = path.at(-2);
    if (!node || !parent || node.values.length > 0) return;
    if (node.children.size === 0) {
      parent.children.delete(node.edge.charAt(0));
      return this.tidy(path.slice(0, -1));
    }
    const [child] = node.children.values();
    if (node.children.size > 1 || !child) return;
    child.edge = node.edge + child.edge;
    parent.children.set(node.edge.charAt(0), child);
  }
}

function newNode<T>(edge: string): Node<T> {
  return { edge, values: [], children: new Map() };
}

/** Puts a node in the middle of the edge that leads to `child`. */
function split<T>(parent: Node<T>, child: Node<T>, at: number): Node<T> {
  const middle = newNode<T>(child.edge.slice(0, at));
  child.edge = child.edge.slice(at);
  parent.children.set(middle.edge.charAt(0), middle);
  middle.children.set(child.edge.charAt(0), child);
  return middle;
}

/** How many characters of `edge` stand in `key` at `from`. */
function commonLength(edge: string, key: string, from: number): number {
  if (key.startsWith(edge, from)) return edge.length;
  const end = Math.min(edge.length, key.length - from);
  let length = 0;
  while (length < end && edge.charCodeAt(length) === key.charCodeAt(from + length)) length++;
  return length;
}
