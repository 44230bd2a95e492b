import type { SymbolTable } from './symbols';

/** Shortest part of a name that is exchanged. */
const minPart = 3;

const maxRemembered = 2000;

/**
 * Carries the difference of two names over to a third: if `addWidth` became `addHeight`, `oldWidth` becomes
 * `oldHeight` and `width` `height`. Only known names come out of it, so nothing is invented.
 */
export class Renamer {
  /** By pair of names: by third name what it becomes. */
  private readonly memory = new Map<number, Map<number, number>>();

  constructor(private readonly table: SymbolTable) {}

  /** Id of what the name `id` is called where `from` is called `to`; `id` itself if that is not known. */
  rename(id: number, from: number, to: number): number {
    const pair = from * 0x4000000 + to;
    let known = this.memory.get(pair);
    if (!known) {
      if (this.memory.size >= maxRemembered) this.memory.clear();
      known = new Map();
      this.memory.set(pair, known);
    }
    let result = known.get(id);
    if (result === undefined) {
      const part = differentPart(this.table.text(from * 2), this.table.text(to * 2));
      const text = part && exchange(this.table.text(id * 2), ...part);
      result = text === undefined ? id : (this.table.known(text) ?? id);
      known.set(id, result);
    }
    return result;
  }
}

/**
 * The parts in which two names differ, widened to whole words of camelCase or snake_case; undefined if the names
 * share nothing or a part is too short to mean anything. One name may be the other's part in another case.
 */
export function differentPart(from: string, to: string): readonly [string, string] | undefined {
  const a = subwords(from);
  const b = subwords(to);
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end).join('');
  const right = b.slice(start, b.length - end).join('');
  return left.length < minPart || right.length < minPart ? undefined : [left, right];
}

/** Puts `to` for `from` in a name, in the case in which it stands there; undefined if it does not occur. */
export function exchange(name: string, from: string, to: string): string | undefined {
  for (const change of [asIs, lowerFirst, upperFirst, lower, upper]) {
    const part = change(from);
    const at = name.indexOf(part);
    if (at < 0 || !isWholePart(name, at, part.length)) continue;
    return name.slice(0, at) + change(to) + name.slice(at + part.length);
  }
  return undefined;
}

function subwords(name: string): string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+/g) ?? [];
}

function isWholePart(name: string, at: number, length: number): boolean {
  const before = name[at - 1];
  const first = name[at] ?? '';
  const after = name[at + length];
  const startsWord =
    before === undefined || !/[A-Za-z]/.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(first));
  return startsWord && (after === undefined || !/[a-z]/.test(after));
}

const asIs = (text: string): string => text;
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text: string): string => text.toLowerCase();
const upper = (text: string): string => text.toUpperCase();
