/** What a value holds once the members are left out that are null or missing. */
export type Stated<T> = { readonly [Name in keyof T]?: NonNullable<T[Name]> };

/** The members that say something: those that are null or undefined are left out. Most requests state few of many. */
export function stated<T extends Readonly<Record<string, unknown>>>(given: T): Stated<T> {
  const members: { [Name in keyof T]?: NonNullable<T[Name]> } = {};
  for (const name in given) {
    const value = given[name];
    if (value !== null && value !== undefined) members[name] = value;
  }
  return members;
}
