/**
 * What stands right above a definition of a block, with what the file has there and the block leaves out: comments, or decorators.
 * @param before the lines of the file
 * @param after the lines of the block
 */
export function mergedLeading(before: readonly string[], after: readonly string[]): string[] {
  const [had, has] = [kindsOf(before), kindsOf(after)];
  const kept = before.filter((_, index) => !has.includes(had[index] ?? 'comment'));
  return had[0] !== undefined && has.includes(had[0]) ? [...after, ...kept] : [...kept, ...after];
}

/** What each line is; one that begins neither goes on with the one above. */
function kindsOf(lines: readonly string[]): ('comment' | 'decorator')[] {
  let kind: 'comment' | 'decorator' = 'comment';
  return lines.map(line => {
    if (/^\s*(?:@|#\[|\[)/.test(line)) kind = 'decorator';
    else if (/^\s*(?:\/\/|\/\*|#|--|<!--)/.test(line)) kind = 'comment';
    return kind;
  });
}
