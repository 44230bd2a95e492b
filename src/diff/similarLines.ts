/**
 * Whether one line is the other one changed a little: the same but for its indentation, or with the same beginning
 * and end over at least three fifths of the longer one. Takes time in the length of the lines only.
 */
export function similarLines(before: string, after: string): boolean {
  const a = before.trim();
  const b = after.trim();
  if (a === '' || b === '') return a === b;
  const longest = Math.max(a.length, b.length);
  const shortest = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < shortest && a[prefix] === b[prefix]) prefix++;
  let suffix = 0;
  while (suffix < shortest - prefix && a[a.length - 1 - suffix] === b[b.length - 1 - suffix]) suffix++;
  return (prefix + suffix) * 5 >= longest * 3;
}
