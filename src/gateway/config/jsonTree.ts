/** A value of a JSON text, and where it stands. */
export interface JsonNode {
  readonly value: unknown;
  /** Offset of its first character, in UTF-16 code units. */
  readonly at: number;
  /** Of an object: its members, by name. */
  readonly members?: ReadonlyMap<string, JsonMember>;
  /** Of an array. */
  readonly items?: readonly JsonNode[];
}

interface JsonMember {
  /** Offset of its name. */
  readonly nameAt: number;
  readonly node: JsonNode;
}

/** A text that is no JSON: what is wrong, and where. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** Deepest nesting that is read. */
const mostDepth = 32;

const spaces = /[ \t\r\n]*/y;
const literals = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const strings = /"(?:[^"\\]|\\.)*"/y;

/**
 * Reads a JSON text and remembers where everything stands, which `JSON.parse` does not. A name that stands twice in one
 * object is a fault. Throws `JsonFault`, which repeats nothing of the text.
 */
export function readJsonTree(text: string): JsonNode {
  const reader = new Reader(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);
  const node = reader.value(0);
  reader.end();
  return node;
}

/** Line and column of an offset, both from 1; a column is a UTF-16 code unit. */
export function placeIn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Where a value is found by a path of names and indexes: its own offset, or, of what is not there, that of the last that
 * is. `ofName`: the name of a member and not its value.
 */
export function offsetOf(node: JsonNode, path: readonly unknown[], ofName = false): number {
  let at = node;
  for (const [index, step] of path.entries()) {
    const member = typeof step === 'string' ? at.members?.get(step) : undefined;
    if (ofName && member && index === path.length - 1) return member.nameAt;
    const next = member?.node ?? (typeof step === 'number' ? at.items?.[step] : undefined);
    if (!next) return at.at;
    at = next;
  }
  return at.at;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): JsonNode {
    this.skip();
    const { at } = this;
    const sign = this.text[at];
    if (depth > mostDepth) throw new JsonFault(at, `this is nested deeper than ${mostDepth} levels`);
    if (sign === '{') return this.object(at, depth);
    if (sign === '[') return this.array(at, depth);
    if (sign === '"') return { value: this.string(), at };
    const literal = this.take(literals);
    if (literal === undefined || literal === '') throw this.fault('a value');
    return { value: JSON.parse(literal), at };
  }

  /** Only white space may follow. */
  end(): void {
    this.skip();
    if (this.at < this.text.length) throw this.fault('the end of the file');
  }

  private object(at: number, depth: number): JsonNode {
    const members = new Map<string, JsonMember>();
    this.sequence('}', () => {
      this.skip();
      const nameAt = this.at;
      if (this.text[nameAt] !== '"') throw this.fault('a name in double quotes');
      const name = this.string();
      if (members.has(name))
        throw new JsonFault(nameAt, 'this name stands twice in one object: leave one of them out');
      this.skip();
      if (!this.is(':')) throw this.fault('":"');
      members.set(name, { nameAt, node: this.value(depth + 1) });
    });
    const value: unknown = Object.fromEntries([...members].map(([name, { node }]) => [name, node.value]));
    return { value, at, members };
  }

  private array(at: number, depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.sequence(']', () => items.push(this.value(depth + 1)));
    return { value: items.map(item => item.value), at, items };
  }

  /** What stands between brackets, with commas between. */
  private sequence(close: '}' | ']', one: () => void): void {
    this.at++;
    this.skip();
    if (this.is(close)) return;
    for (;;) {
      one();
      this.skip();
      if (this.is(close)) return;
      if (!this.is(',')) throw this.fault(`"," or "${close}"`);
      this.skip();
      if (this.text[this.at] === close) throw new JsonFault(this.at, 'take away the comma before this');
    }
  }

  private string(): string {
    const { at } = this;
    try {
      const read: unknown = JSON.parse(this.take(strings) ?? '');
      return String(read);
    } catch {
      throw new JsonFault(at, 'this text has no end on its line, or holds a "\\" that means nothing');
    }
  }

  private is(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private skip(): void {
    this.take(spaces);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at = pattern.lastIndex;
    return found;
  }

  private fault(wanted: string): JsonFault {
    if (this.at >= this.text.length) return new JsonFault(this.at, `the file ends where ${wanted} should be`);
    const isComment = /^(\/\/|\/\*|#)/.test(this.text.slice(this.at, this.at + 2));
    return new JsonFault(
      this.at,
      isComment ? 'JSON has no comments: take this away' : `${wanted} should be here`,
    );
  }
}
