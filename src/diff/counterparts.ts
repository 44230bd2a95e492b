import type { CodeUnit } from './codeUnits';

/** Finds the pieces of some code that a piece of other code is a version of. */
export type FindCounterparts = (unit: CodeUnit, lines: readonly string[]) => readonly CodeUnit[];

/**
 * A search in some pieces of code, by name, else by text, else by how they begin.
 * @param units what to look in
 * @param lines the lines that they stand in
 */
export function counterpartsIn(units: readonly CodeUnit[], lines: readonly string[]): FindCounterparts {
  const byName = new Map<string, CodeUnit[]>();
  const byText = new Map<string, CodeUnit>();
  const byHead = new Map<string, CodeUnit[]>();
  for (const unit of units) {
    if (unit.key !== undefined) {
      add(byName, `${unit.kind} ${unit.key}`, unit);
      continue;
    }
    const text = textOf(lines, unit);
    if (!byText.has(text)) byText.set(text, unit);
    const head = headOf(lines[unit.head] ?? '');
    if (head !== '') add(byHead, head, unit);
  }
  return (unit, own) => {
    if (unit.key !== undefined) return byName.get(`${unit.kind} ${unit.key}`) ?? [];
    const same = byText.get(textOf(own, unit));
    return same ? [same] : (byHead.get(headOf(own[unit.head] ?? '')) ?? []);
  };
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
