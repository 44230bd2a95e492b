import { withoutComment, importListIn, withMembers, withoutMembers, type ImportList } from './importList';

/**
 * An import of a block in the place of that of the same module in a file. What a part of a file does not use may be
 * used elsewhere in it, so that no name is lost, and none is imported twice: the one that has all names of the other, else one with
 * the names of both, else both.
 * @param before the lines of the file
 * @param after the lines of the block
 */
export function mergedImport(before: readonly string[], after: readonly string[]): string[] {
  const [had, has] = [namesIn(before), namesIn(after)];
  if (covers(had, has)) return [...before];
  if (covers(has, had)) return [...after];
  const [own, other] = [importListIn(before), importListIn(after)];
  return (own && other && oneOf(own, other)) ?? [...before, ...after];
}

/** One import in the place of two with lists, or two without a name that both have; undefined where both have to stay as they are. */
function oneOf(own: ImportList, other: ImportList): string[] | undefined {
  if (own.head === other.head) {
    if (other.whole === '' || other.whole === own.whole) return withMembers(own, other.members);
    return own.whole === '' ? withMembers(other, own.members) : undefined;
  }
  // What is imported as a value is there as a type as well.
  if (other.head === `${own.head} type`) return [...linesOf(own), ...withoutMembers(other, own.members)];
  if (own.head === `${other.head} type`) return [...withoutMembers(own, other.members), ...linesOf(other)];
  return undefined;
}

function linesOf({ parts }: ImportList): string[] {
  return parts.join('').split('\n');
}

/** Whether all of some names are among others; a value serves as a type too. */
function covers(names: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...others].every(
    name => names.has(name) || (name.startsWith(asType) && names.has(name.slice(asType.length))),
  );
}

const asType = 'type@';

/** The words of an import, marked where they are there as types only; the module, which may have the name of what is imported from it, does not count. */
function namesIn(lines: readonly string[]): Set<string> {
  const bare = lines
    .map(line => withoutComment(line.replace(/\bfrom(?:\s+\S+|(["']).*?\1)/, '')))
    .join('\n')
    .trim();
  const areTypes = /^import type\s/.test(bare);
  const marked = bare.replaceAll(/\btype /g, areTypes ? '' : asType).replaceAll(' as ', '@as@');
  const words = [...marked.matchAll(/[\p{L}\p{N}_$./@*-]+/gu)].map(([word]) => word);
  return new Set(areTypes ? words.map(word => asType + word) : words);
}
