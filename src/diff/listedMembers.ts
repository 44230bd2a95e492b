/** Code with the comma behind it that the lines have in whose place it comes, in a list of members. */
export function separated(code: readonly string[], old: readonly string[]): readonly string[] {
  return hasComma(old) ? withComma(code) : code;
}

/**
 * Members of a list behind one of them, with commas between all: behind the last one where it had one itself, or the one before the new ones had.
 * @param blanks the lines between two members
 * @returns the one before them, then the new ones
 */
export function listedBehind(
  before: readonly string[],
  members: readonly (readonly string[])[],
  blanks: readonly string[],
): readonly [readonly string[], ...(readonly string[])[]] {
  const added = members.map((member, index) => {
    const isLast = index === members.length - 1;
    return [...blanks, ...(isLast && !hasComma(before) ? member : withComma(member))];
  });
  return [withComma(before), ...added];
}

function hasComma(lines: readonly string[]): boolean {
  return bareEnd(lines.at(-1) ?? '').code.endsWith(',');
}

function withComma(lines: readonly string[]): readonly string[] {
  const { code, rest } = bareEnd(lines.at(-1) ?? '');
  return /[\p{L}\p{N}_"'`)\]}]$/u.test(code) ? [...lines.slice(0, -1), `${code},${rest}`] : lines;
}

/** A line up to the white space or the comment that it ends with; a comment is only told behind a bracket or a comma. */
function bareEnd(line: string): { readonly code: string; readonly rest: string } {
  const comment = /(?<=[)\]},])\s+(?:\/\/|#|--).*$/.exec(line);
  if (comment) return { code: line.slice(0, comment.index), rest: comment[0] };
  // What may be a comment is left as it is.
  return /\s(?:\/\/|#|--)/.test(line) ? { code: '', rest: '' } : { code: line.trimEnd(), rest: '' };
}
