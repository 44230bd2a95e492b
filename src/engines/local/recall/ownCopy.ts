/**
 * A copy of a string that shares no memory with another. Parts cut out of a text keep the whole text alive in V8;
 * what is kept for long must not.
 */
export function ownCopy(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
