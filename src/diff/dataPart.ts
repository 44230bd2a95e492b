import { bodyOf, codeUnits, type CodeUnit } from './codeUnits';
import { arePart, type NamedMember } from './membersPart';

/** Languages of VS Code in which a file is data: names with values, or with other names inside. */
const languages: ReadonlySet<string> = new Set([
  'dockercompose',
  'editorconfig',
  'github-actions-workflow',
  'ini',
  'properties',
  'toml',
  'yaml',
]);

/** A piece of code, and the lines from which its structure is read. */
interface Piece {
  readonly shape: readonly string[];
  readonly unit: CodeUnit;
}

/**
 * Whether a piece of a file of data, such as a section, is shown in part only (`arePart`). Code is not: of a function, what is not shown is not
 * meant to be there.
 * @param languageId of VS Code
 */
export function isDataPart(languageId: string, old: Piece, shown: Piece): boolean {
  return languages.has(languageId) && arePart(membersOf(old), membersOf(shown));
}

function membersOf({ shape, unit }: Piece): readonly NamedMember[] {
  const { start, end } = bodyOf(shape, unit);
  const units = codeUnits(shape, start, end);
  // What a list holds has no names of its own, also where it begins with one.
  if (units.some(({ head }) => shape[head]?.trimStart().startsWith('- '))) return [];
  return units.flatMap(each =>
    each.key === undefined ? [] : [{ name: each.key, inside: membersOf({ shape, unit: each }) }],
  );
}
