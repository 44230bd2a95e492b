import type { EngineEvent } from '../../../../engine';
import { countOf, recordOf, textOf } from '../json';

interface Call {
  readonly index: number | undefined;
  id: string;
  name: string;
  args: string;
}

/** Largest calls of one answer, all together, in code units. */
const mostUnits = 4 * 1024 * 1024;

/** Puts the tool calls of an answer together from their pieces. */
export class CallCollector {
  readonly #calls: Call[] = [];
  #size = 0;

  /** Names of the calls so far. */
  get names(): readonly string[] {
    return this.#calls.map(call => call.name);
  }

  /** Code units of all arguments so far. */
  get size(): number {
    return this.#size;
  }

  /** Whether more came than is kept. */
  get tooLarge(): boolean {
    return this.#size > mostUnits;
  }

  /**
   * One entry of `delta.tool_calls`. Pieces of one call share an `index`; servers that write whole calls may give
   * each the index 0 or none, and then a new id is a new call.
   */
  take(entry: unknown): void {
    const index = countOf(entry, 'index');
    const id = textOf(entry, 'id') ?? '';
    const fn = recordOf(entry, 'function');
    const name = textOf(fn, 'name') ?? '';
    const args = textOf(fn, 'arguments') ?? wholeArguments(fn);
    const open = this.#calls.findLast(call => index === undefined || call.index === index);
    const isNew = !open || (id !== '' && open.id !== '' && id !== open.id);
    this.#size += args.length + name.length;
    if (isNew) return void this.#calls.push({ index, id, name, args });
    open.id ||= id;
    // Some servers repeat the name with every piece, some cut it.
    if (name !== '' && name !== open.name) open.name += name;
    open.args += args;
  }

  /** The calls as events. */
  events(): EngineEvent[] {
    return this.#calls.map(({ id, name, args }) => ({
      kind: 'call',
      name,
      arguments: args === '' ? '{}' : args,
      tokens: 1,
      ...(id === '' ? {} : { callId: id }),
    }));
  }
}

/** Arguments as an object instead of text. */
function wholeArguments(fn: Readonly<Record<string, unknown>> | undefined): string {
  const given = recordOf(fn, 'arguments');
  return given ? JSON.stringify(given) : '';
}
