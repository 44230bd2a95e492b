/**
 * Reads the `data` of server-sent events out of a stream that may be cut anywhere, as the WHATWG specification
 * says: lines end with LF, CR or CRLF, several `data` lines of one event are joined by LF, a blank line ends an
 * event, comments and other fields are passed over. An event still open at the end is dropped.
 * @throws when one event grows beyond `maxUnits` UTF-16 code units
 */
export async function* sseData(
  chunks: AsyncIterable<string>,
  maxUnits: number,
): AsyncGenerator<string, void, undefined> {
  let rest = '';
  let data: string[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    rest += chunk;
    // A CR at the very end may be the first half of a CRLF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
        size = 0;
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5));
        size += line.length;
      }
    }
    if (rest.length + size > maxUnits) throw new Error('An event of the stream is larger than allowed.');
  }
}
