import type { Code } from './codeShape';
import { bodyOf, type CodeUnit } from './codeUnits';
import { accessorOf, isCall } from './unitForm';

/** Finds the pieces of some code that a piece of other code is a version of. */
export type FindCounterparts = (unit: CodeUnit, code: Code) => readonly CodeUnit[];

/**
 * A search in some pieces of code, by name, else by text, else by how they begin.
 * @param units what to look in
 * @param code what they stand in
 */
export function counterpartsIn(units: readonly CodeUnit[], code: Code): FindCounterparts {
  const byName = new Map<string, CodeUnit[]>();
  const byText = new Map<string, CodeUnit>();
  const byHead = new Map<string, CodeUnit[]>();
  for (const unit of units) {
    if (unit.key !== undefined) {
      add(byName, `${unit.kind} ${unit.key}`, unit);
      if (!isCall(unit)) continue;
    }
    const text = textOf(code.lines, unit);
    if (!byText.has(text)) byText.set(text, unit);
    const head = headOf(code.lines[unit.head] ?? '');
    if (head !== '') add(byHead, head, unit);
  }
  return (unit, own) => {
    const named = byName.get(`${unit.kind} ${unit.key ?? ''}`);
    if (named) return meantOf(unit, own.shape, named, code.shape);
    if (unit.key !== undefined && !isCall(unit)) return [];
    const same = byText.get(textOf(own.lines, unit));
    return same ? [same] : (byHead.get(headOf(own.lines[unit.head] ?? '')) ?? []);
  };
}

/**
 * Of pieces that have the name of another one those that it can be a version of: a setter is none of a getter. Of several those
 * that are defined by the same word, and of these those with the same parameters, where there are such.
 */
function meantOf(
  unit: CodeUnit,
  own: readonly string[],
  found: readonly CodeUnit[],
  lines: readonly string[],
): readonly CodeUnit[] {
  const accessor = accessorOf(own, unit);
  const possible = found.filter(each => agrees(accessor, accessorOf(lines, each)));
  const signature = signatureOf(own, unit);
  const alike = preferred(possible, each => each.form === unit.form);
  const named = preferred(alike, each => accessorOf(lines, each) === accessor);
  return preferred(named, each => signatureOf(lines, each) === signature);
}

/** Those that a rule is for; all where it is for none. */
export function preferred<T>(all: readonly T[], isLike: (each: T) => boolean): readonly T[] {
  const some = all.filter(isLike);
  return some.length > 0 ? some : all;
}

/** Whether one can be a version of the other: code that does not say what it is may be either. */
export function agrees(accessor: string, other: string): boolean {
  return accessor === '' || other === '' || accessor === other;
}

/** The lines of a head, without the space between them. */
function signatureOf(lines: readonly string[], unit: CodeUnit): string {
  return lines.slice(unit.head, bodyOf(lines, unit).start).join('').replaceAll(/\s/g, '');
}

function add(map: Map<string, CodeUnit[]>, key: string, unit: CodeUnit): void {
  const units = map.get(key);
  if (units) units.push(unit);
  else map.set(key, [unit]);
}

function textOf(lines: readonly string[], { head, end }: CodeUnit): string {
  return lines
    .slice(head, end)
    .map(line => line.trim())
    .join('\n');
}

/** How a call or another statement begins that another one may be a new form of: up to its first argument. */
function headOf(line: string): string {
  return /^\s*([\p{L}_$][\p{L}\p{N}_$.]*\((?:["'`][^"'`]*["'`])?)/u.exec(line)?.[1] ?? '';
}
