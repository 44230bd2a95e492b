/** What has a name in a file of data, and what that holds in turn; nothing for a plain value. */
export interface NamedMember {
  readonly name: string;
  readonly inside: readonly NamedMember[];
}

/**
 * Whether members that an answer shows are only some of those that are meant to be there: they are fewer, and at most half of those of the file are among
 * them; they are only others; or what one of them holds is such a part. Models show of a long file what they change; of what they show nearly all,
 * they leave out what is to go. None at all are meant as they are.
 */
export function arePart(old: readonly NamedMember[], shown: readonly NamedMember[]): boolean {
  if (shown.length === 0) return false;
  const inShown = new Map(shown.map(({ name, inside }) => [name, inside]));
  const named = old.filter(({ name }) => inShown.has(name));
  return (
    (old.length > 0 && named.length === 0) ||
    (shown.length < old.length && named.length * 2 <= old.length) ||
    named.some(({ name, inside }) => arePart(inside, inShown.get(name) ?? []))
  );
}
