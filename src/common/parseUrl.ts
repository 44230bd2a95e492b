/**
 * A text as an address; undefined when it is none. `URL.canParse` is not to be trusted: in Node 20 and 22 it says no
 * to names with umlauts and the like once it has been called some thousand times.
 * @param base what the text is relative to, if it may be
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
