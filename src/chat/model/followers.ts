/** An item and the one it follows, as far as matters here. */
interface Node {
  readonly parent?: string | undefined;
  readonly item: { readonly id: string };
}

/**
 * Which items follow which. As long as each follows the one before it, as in most conversations, that is all there is to
 * know of them.
 */
export class Followers {
  private last: string | undefined;
  private links: Links | undefined;

  /** @param nodes all items there are; those that are added later are told */
  constructor(private readonly nodes: ReadonlyMap<string, Node>) {
    for (const { parent, item } of nodes.values()) {
      if (parent !== this.last) {
        this.links = linksOf(nodes);
        return;
      }
      this.last = item.id;
    }
  }

  /** Whether two items follow the same one somewhere. */
  get branches(): boolean {
    return this.links !== undefined;
  }

  /** Whether this item is the last one, and all others lead to it, in their order. */
  isEndOfAll(id: string | undefined): boolean {
    return this.links === undefined && id === this.last;
  }

  /** An item was added to `nodes`. */
  added(parent: string | undefined, id: string): void {
    if (this.links) link(this.links, parent, id);
    else if (parent === this.last) this.last = id;
    else this.links = linksOf(this.nodes);
  }

  /** What follows an item, oldest first; the first items follow `undefined`. */
  of(parent: string | undefined): string[] {
    const { latest, earlier } = (this.links ??= linksOf(this.nodes));
    const found: string[] = [];
    for (let at = latest.get(parent); at !== undefined; at = earlier.get(at)) found.push(at);
    return found.reverse();
  }

  /** The last item that follows from one, taking the latest wherever there are several. */
  endFrom(id: string): string {
    if (!this.links) return this.last ?? id;
    let at = id;
    for (let left = this.nodes.size; left > 0; left--) {
      const next = this.links.latest.get(at);
      if (next === undefined) break;
      at = next;
    }
    return at;
  }
}

interface Links {
  /** The latest of what follows an item. */
  readonly latest: Map<string | undefined, string>;
  /** What was added before an item after the same one. */
  readonly earlier: Map<string, string>;
}

function linksOf(nodes: ReadonlyMap<string, Node>): Links {
  const links: Links = { latest: new Map(), earlier: new Map() };
  for (const { parent, item } of nodes.values()) link(links, parent, item.id);
  return links;
}

function link({ latest, earlier }: Links, parent: string | undefined, id: string): void {
  const before = latest.get(parent);
  if (before !== undefined) earlier.set(id, before);
  latest.set(parent, id);
}
