import type { EngineEvent } from '../../../engine';
import { countOf, recordOf, textOf } from '../json';

interface Call {
  readonly index: number | undefined;
  id: string;
  name: string;
  args: string;
  /** How far the arguments are. */
  readonly json: JsonScan;
}

/** Largest calls of one answer, all together, in code units. */
const mostUnits = 4 * 1024 * 1024;

/** Puts the tool calls of an answer together from their pieces. */
export class CallCollector {
  private readonly calls: Call[] = [];
  private readonly tools: ReadonlySet<string>;
  private units = 0;

  /** Names of the calls so far. */
  get names(): readonly string[] {
    return this.calls.map(call => call.name);
  }

  /** Code units of all arguments so far. */
  get size(): number {
    return this.units;
  }

  /** Whether more came than is kept. */
  get tooLarge(): boolean {
    return this.units > mostUnits;
  }

  /** @param tools names of the tools that are offered */
  constructor(tools: ReadonlySet<string>) {
    this.tools = tools;
  }

  /**
   * One list of `delta.tool_calls`. Pieces of one call share an `index`. Servers that write whole calls may give each
   * the index 0 or none, and no ids; others give each piece an id of its own. So a call whose arguments are whole is
   * not gone on with, and neither is one beside which another stands in the same list.
   */
  take(entries: readonly unknown[]): void {
    const inThisList = new Set<Call>();
    for (const entry of entries) {
      const piece = pieceOf(entry);
      const open = this.openFor(piece);
      this.units += piece.args.length + piece.name.length;
      const call = open && !this.begins(piece, open, inThisList.has(open)) ? open : this.begin(piece);
      if (call === open) this.goOn(call, piece);
      inThisList.add(call);
    }
  }

  /** The call a piece goes on with, unless it begins another. */
  private openFor({ index, id }: Piece): Call | undefined {
    const fits = this.calls.filter(call => index === undefined || call.index === index);
    return fits.findLast(call => id !== '' && call.id === id) ?? fits.at(-1);
  }

  /** Whether a piece is the beginning of another call than the open one it would otherwise belong to. */
  private begins({ id, name, args }: Piece, open: Call, beside: boolean): boolean {
    if (id !== '' && id === open.id) return false;
    // Without a name only the arguments tell: a second object behind one that is whole.
    if (name === '')
      return open.json.whole && !isNothing(open.args) && !['', open.args.trim()].includes(args.trim());
    if (beside || open.json.whole) return true;
    if (open.args !== '') return name !== open.name && this.tools.has(name);
    // Names may come in pieces, or again and again.
    if (this.tools.has(open.name + name) || !this.tools.has(open.name)) return false;
    return name !== open.name
      ? this.tools.has(name)
      : id !== '' && open.id !== '' && id !== open.id && args === '';
  }

  private begin({ index, id, name, args }: Piece): Call {
    const call = { index, id, name: name || (this.calls.at(-1)?.name ?? ''), args, json: new JsonScan() };
    call.json.take(args);
    this.calls.push(call);
    return call;
  }

  private goOn(call: Call, { id, name, args }: Piece): void {
    call.id ||= id;
    // Some servers repeat the name with every piece, some cut it.
    if (name !== '' && name !== call.name) call.name += name;
    // Some repeat the whole call at its end.
    if (call.json.whole && args.trim() === call.args.trim()) return;
    // An empty object may only keep the place for what comes.
    if (isNothing(call.args) && args.trim() !== '') call.args = '';
    call.args += args;
    call.json.take(args);
  }

  /** The calls as events. */
  events(): EngineEvent[] {
    return this.calls.map(({ id, name, args }) => ({
      kind: 'call',
      name,
      arguments: args === '' ? '{}' : args,
      tokens: 1,
      ...(id === '' ? {} : { callId: id }),
    }));
  }
}

function isNothing(args: string): boolean {
  return /^\s*\{\s*\}\s*$/.test(args);
}

interface Piece {
  readonly index: number | undefined;
  readonly id: string;
  readonly name: string;
  readonly args: string;
}

function pieceOf(entry: unknown): Piece {
  const fn = recordOf(entry, 'function');
  const given = recordOf(fn, 'arguments');
  return {
    index: countOf(entry, 'index'),
    id: textOf(entry, 'id') ?? '',
    name: textOf(fn, 'name') ?? '',
    // Some write the arguments as an object instead of text.
    args: textOf(fn, 'arguments') ?? (given ? JSON.stringify(given) : ''),
  };
}

/** Watches a JSON object come in pieces, each character once. */
class JsonScan {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private closed = false;

  /** Whether an object has begun and ended. */
  get whole(): boolean {
    return this.closed && this.depth === 0;
  }

  take(text: string): void {
    for (const unit of text) {
      if (this.escaped) this.escaped = false;
      else if (this.inString) {
        if (unit === '\\') this.escaped = true;
        else if (unit === '"') this.inString = false;
      } else if (unit === '"') this.inString = true;
      else if (unit === '{' || unit === '[') this.depth++;
      else if (unit === '}' || unit === ']') {
        this.depth--;
        this.closed = true;
      }
    }
  }
}
