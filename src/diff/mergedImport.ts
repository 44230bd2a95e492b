/**
 * An import of a block in the place of that of the same module in a file. What a part of a file does not use may be
 * used elsewhere in it, so that no name is lost: the one that has all names of the other, else both, else the lines of
 * both in one group.
 * @param before the lines of the file
 * @param after the lines of the block
 */
export function mergedImport(before: readonly string[], after: readonly string[]): string[] {
  const [had, has] = [namesIn(before), namesIn(after)];
  if ([...has].every(name => had.has(name))) return [...before];
  if ([...had].every(name => has.has(name))) return [...after];
  if (before.length < 3) return [...before, ...after];
  const present = new Set(before.map(line => line.trim()));
  const missing = after.slice(1, -1).filter(line => !present.has(line.trim()));
  return [...before.slice(0, -1), ...missing, ...before.slice(-1)];
}

/** The words of an import; the module, which may have the name of what is imported from it, does not count. */
function namesIn(lines: readonly string[]): Set<string> {
  const text = lines.join('\n');
  const bare = text.replace(/^from\s+\S+|\bfrom\s*(["']).*?\1/gm, '');
  return new Set(bare.match(/[\p{L}\p{N}_$./@-]+/gu));
}
