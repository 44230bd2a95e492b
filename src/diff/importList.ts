import { indentOf } from '../common/code/indent';

/** An import with a list of names, on one line or in brackets over several. */
export interface ImportList {
  /** What stands in front of the list on its line, without a name for the whole module: `import type`. */
  readonly head: string;
  /** The same with that name; empty where there is none. */
  readonly whole: string;
  /** What is imported, in its order, without comments: `a`, `a as b`, `type A`. */
  readonly members: readonly string[];
  /** The text up to the list, the list, and the rest; with brackets, where there are such, around the list. */
  readonly parts: readonly [before: string, list: string, behind: string];
}

/** Reads an import; undefined for one that has no list, or another one inside of it. */
export function importListIn(lines: readonly string[]): ImportList | undefined {
  const text = lines.join('\n');
  const found = inBrackets.exec(text) ?? ofPython.exec(text);
  if (!found) return undefined;
  const [, before = '', list = '', behind = ''] = found;
  const members = list
    .split('\n')
    .flatMap(line => withoutComment(line).split(','))
    .map(member => member.trim())
    .filter(member => member !== '');
  if (members.some(member => /[{}()]/.test(member))) return undefined;
  const line = before.slice(before.lastIndexOf('\n') + 1, -1).trim();
  const parts = [before, list, behind] as const;
  return line.endsWith(',')
    ? { head: 'import', whole: line, members, parts }
    : { head: line, whole: '', members, parts };
}

const inBrackets = /^([^{(]*\b(?:import|export|use)\b[^{(]*[{(])([^{}()]*|[^]*\n[ \t]*)([})][^{}()]*)$/;

/** On one line, without brackets. */
const ofPython = /^((?:#.*\n)*from\s+\S+ import )([^*#(\\]+)$/;

/** The lines of an import with those of other names that it lacks; what it only has as a type may be needed as a value. */
export function withMembers({ members, parts }: ImportList, others: readonly string[]): string[] {
  const [before, list, behind] = parts;
  const own = members.map(bareOf);
  const fresh = others.filter(other => !own.includes(bareOf(other)));
  const needed = list.replaceAll(/\btype ([\p{L}\p{N}_$]+)/gu, (found, name: string) =>
    others.includes(name) ? name : found,
  );
  const longer = list.includes('\n')
    ? inLines(needed, fresh)
    : needed.replace(/,?(\s*)$/, (_, space: string) => `, ${fresh.join(', ')}${space}`);
  return (before + (fresh.length > 0 ? longer : needed) + behind).split('\n');
}

/** The lines of an import without some names, where others are left. */
export function withoutMembers({ members, parts }: ImportList, others: readonly string[]): string[] {
  const taken = others.map(bareOf);
  const kept = members.filter(member => !taken.includes(bareOf(member)));
  return `${parts[0]} ${kept.join(', ')} ${parts[2]}`.split('\n');
}

/** A list over several lines with more names, each on a line like the last one. */
function inLines(list: string, fresh: readonly string[]): string {
  const lines = list.split('\n');
  const at = lines.findLastIndex(line => withoutComment(line) !== '');
  const line = lines[at] ?? '';
  const code = indentOf(line) + withoutComment(line);
  // Go has no commas there.
  const comma = list.includes('"') ? '' : ',';
  const last = code.endsWith(',') ? ',' : '';
  lines[at] = code + (last ? '' : comma) + line.slice(code.length);
  const added = fresh.map(name => indentOf(line) + name).join(`${comma}\n`) + last;
  return lines.toSpliced(at + 1, 0, added).join('\n');
}

/** A line without the white space around it and the comment at its end. */
export function withoutComment(line: string): string {
  return line.replace(/(?:\/\/|\/\*|#).*/, '').trim();
}

function bareOf(member: string): string {
  return member.startsWith('type ') ? member.slice('type '.length) : member;
}
