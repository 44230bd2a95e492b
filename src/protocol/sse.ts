/** One server-sent event, without the fields nobody here needs. */
export interface SseEvent {
  /** The `event` field; empty when there was none. */
  readonly event: string;
  readonly data: string;
}

/** How strictly a stream is read. */
export interface SseRules {
  /** Largest event, in UTF-16 code units. */
  readonly maxUnits: number;
  /**
   * Reads what servers in the field send besides the specification: an event still open at the end of the
   * stream counts, and a field `error:` (older llama.cpp) is an event named `error`.
   */
  readonly lenient?: boolean;
}

/**
 * Reads server-sent events out of a stream that may be cut anywhere, as the WHATWG specification says: lines end
 * with LF, CR or CRLF, a byte order mark at the start is skipped, several `data` lines of one event are joined by
 * LF, a blank line ends an event, comments and other fields are passed over. An event still open at the end is
 * dropped, unless the rules are lenient.
 * @throws when one event grows beyond `maxUnits`
 */
export async function* sseEvents(
  chunks: AsyncIterable<string>,
  { maxUnits, lenient = false }: SseRules,
): AsyncGenerator<SseEvent, void, undefined> {
  let rest = '';
  let started = false;
  let event = '';
  let data: string[] = [];
  let size = 0;
  const field = (line: string): void => {
    const colon = line.indexOf(':');
    if (colon <= 0) return;
    const name = line.slice(0, colon);
    const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'event') event = value;
    else if (name === 'data' || (lenient && name === 'error')) {
      if (name === 'error') event = 'error';
      data.push(value);
      size += line.length;
    }
  };
  const take = (): SseEvent => {
    const taken = { event, data: data.join('\n') };
    event = '';
    data = [];
    size = 0;
    return taken;
  };
  for await (const chunk of chunks) {
    rest += !started && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    started ||= chunk !== '';
    // A CR at the very end may be the first half of a CRLF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') field(line);
      else if (data.length > 0) yield take();
      else event = '';
    }
    if (rest.length + size > maxUnits) throw new Error('An event of the stream is larger than allowed.');
  }
  if (!lenient) return;
  field(rest.replace(/\r$/, ''));
  if (data.length > 0) yield take();
}

/** The `data` of each event, read strictly. See `sseEvents`. */
export async function* sseData(
  chunks: AsyncIterable<string>,
  maxUnits: number,
): AsyncGenerator<string, void, undefined> {
  for await (const { data } of sseEvents(chunks, { maxUnits })) yield data;
}
