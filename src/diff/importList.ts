import { indentOf } from '../common/code/indent';

/** An import with a list of names in brackets, on one line or over several. */
export interface ImportList {
  /** What stands in front of the bracket on its line, without a name for the whole module: `import type`. */
  readonly head: string;
  /** That name, empty where there is none. */
  readonly whole: string;
  /** What is imported, in its order, without comments: `a`, `a as b`, `type A`. */
  readonly members: readonly string[];
  /** The text up to the first bracket and with it, that up to the last one, and the rest. */
  readonly parts: readonly [before: string, list: string, behind: string];
}

/** Reads an import; undefined for one that has no list, or another one inside of it. */
export function importListIn(lines: readonly string[]): ImportList | undefined {
  const [, before, list, behind] =
    /^([^{(]*\b(?:import|export|use)\b[^{(]*[{(])([^{}()]*|[^]*\n[ \t]*)([})][^{}()]*)$/.exec(
      lines.join('\n'),
    ) ?? [];
  if (before === undefined || list === undefined || behind === undefined) return undefined;
  const members = list
    .split('\n')
    .flatMap(line => codeOf(line).split(','))
    .map(member => member.trim())
    .filter(member => member !== '');
  if (members.some(member => /[{}()]/.test(member))) return undefined;
  const line = before.slice(before.lastIndexOf('\n') + 1, -1).trim();
  const whole = /^import\s+([\p{L}\p{N}_$]+)\s*,$/u.exec(line)?.[1] ?? '';
  return { head: whole === '' ? line : 'import', whole, members, parts: [before, list, behind] };
}

/** The lines of an import with those of other names that it lacks; what it only has as a type may be needed as a value. */
export function withMembers({ members, parts }: ImportList, others: readonly string[]): string[] {
  const [before, list, behind] = parts;
  const own = members.map(bareOf);
  const fresh = others.filter(other => !own.includes(bareOf(other)));
  const needed = list.replaceAll(/\btype\s+([\p{L}\p{N}_$]+)/gu, (found, name: string) =>
    others.includes(name) ? name : found,
  );
  const longer = list.includes('\n')
    ? inLines(needed, fresh)
    : needed.replace(/,?(\s*)$/, (_, space: string) => `, ${fresh.join(', ')}${space}`);
  return (before + (fresh.length > 0 ? longer : needed) + behind).split('\n');
}

/** The lines of an import without some names; none where no name is left. */
export function withoutMembers({ members, parts }: ImportList, others: readonly string[]): string[] {
  const taken = others.map(bareOf);
  const kept = members.filter(member => !taken.includes(bareOf(member)));
  return kept.length > 0 ? `${parts[0]} ${kept.join(', ')} ${parts[2]}`.split('\n') : [];
}

/** A list over several lines with more names, each on a line like the last one. */
function inLines(list: string, fresh: readonly string[]): string {
  const lines = list.split('\n');
  const last = lines.findLastIndex(line => codeOf(line) !== '');
  const line = lines[last] ?? '';
  const code = indentOf(line) + codeOf(line);
  // Go has no commas there.
  const comma = list.includes(',') || !/["]/.test(list) ? ',' : '';
  const end = code.endsWith(',') ? ',' : '';
  lines[last] = end === '' ? code + comma + line.slice(code.length) : line;
  const added = fresh.map(name => indentOf(line) + name + comma);
  if (end === '' && comma) added.push((added.pop() ?? '').slice(0, -1));
  return lines.toSpliced(last + 1, 0, ...added).join('\n');
}

/** A line without the white space around it and the comment at its end. */
export function codeOf(line: string): string {
  return line.replace(/(?:\/\/|\/\*|#).*$/, '').trim();
}

function bareOf(member: string): string {
  return member.replace(/^type\s+/, '');
}
