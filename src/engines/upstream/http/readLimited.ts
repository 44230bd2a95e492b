/** The beginning of a text that comes in pieces, up to `maxUnits` code units. */
export async function readLimited(pieces: AsyncIterable<string>, maxUnits: number): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= maxUnits) return text.slice(0, maxUnits);
  }
  return text;
}
