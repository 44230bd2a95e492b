import type { CursorSnapshot } from '../../../src/completion/snapshot';

/** A snapshot written as it looks on screen: the text with `█` where the cursor stands. */
export function at(screen: string, overrides: Partial<CursorSnapshot> = {}): CursorSnapshot {
  const [prefix, suffix, ...more] = screen.split('█');
  if (prefix === undefined || suffix === undefined || more.length > 0) {
    throw new Error(`a screen has exactly one █: ${screen}`);
  }
  return {
    uri: 'file:///a.ts',
    path: 'a.ts',
    languageId: 'typescript',
    firstLine: 0,
    prefix,
    suffix,
    ...overrides,
  };
}

/** What a screen looks like once a text was inserted at the cursor, in the place of what it replaces. */
export function accept(snapshot: CursorSnapshot, text: string, replaces = 0): string {
  return `${snapshot.prefix}${text}█${snapshot.suffix.slice(replaces)}`;
}
