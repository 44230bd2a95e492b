import { t } from '../common/l10n';

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
 */
export class SseReader {
  private readonly rules: SseRules;
  /** The beginning of a line of which the end is not there yet. */
  private rest = '';
  /** It ends with a CR, which may be the first half of a CRLF. */
  private return = false;
  private started = false;
  private event = '';
  private data: string[] = [];
  private size = 0;

  constructor(rules: SseRules) {
    this.rules = rules;
  }

  /** Reads the next piece: the events that are whole now. Throws when one event grows beyond `maxUnits`. */
  *take(chunk: string): Generator<SseEvent, void, undefined> {
    yield* told<SseEvent>(sink => this.feed(chunk, sink));
  }

  /** As `take`, for streams of many events: `sink` is called with each. */
  feed(chunk: string, sink: (event: SseEvent) => void): void {
    if (chunk === '') return;
    const piece = !this.started && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    this.started = true;
    // What most servers send: then lines end where a LF stands.
    if (!this.return && !piece.includes('\r')) {
      let from = 0;
      for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
        const line = piece.slice(from, end);
        from = end + 1;
        if (this.rest === '') this.line(line, sink);
        else {
          const whole = this.rest + line;
          this.rest = '';
          this.line(whole, sink);
        }
      }
      this.rest += detached(piece, from);
    } else {
      this.rest += piece;
      // A long line is looked at once, when its end is there.
      const hasEnd = this.return || /[\r\n]/.test(piece);
      this.return = piece.endsWith('\r');
      const lines = hasEnd ? this.rest.split(/\r\n|\n|\r(?!$)/) : [this.rest];
      this.rest = lines.pop() ?? '';
      for (const line of lines) this.line(line, sink);
    }
    if (this.rest.length + this.size > this.rules.maxUnits)
      throw new RangeError(t('An event of the stream is larger than allowed.'));
  }

  /** The stream is over: what counts of an event that was still open. */
  *end(): Generator<SseEvent, void, undefined> {
    if (!this.rules.lenient) return;
    this.field(this.rest.replace(/\r$/, ''));
    if (this.data.length > 0) yield this.whole();
  }

  private line(line: string, sink: (event: SseEvent) => void): void {
    if (line !== '') this.field(line);
    else if (this.data.length > 0) sink(this.whole());
    else this.event = '';
  }

  private field(line: string): void {
    const colon = line.indexOf(':');
    if (colon <= 0) return;
    const name = line.slice(0, colon);
    const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'event') this.event = value;
    else if (name === 'data' || (this.rules.lenient && name === 'error')) {
      if (name === 'error') this.event = 'error';
      this.data.push(value);
      this.size += line.length;
    }
  }

  private whole(): SseEvent {
    const [data = ''] = this.data;
    const whole = { event: this.event, data: this.data.length === 1 ? data : this.data.join('\n') };
    this.event = '';
    this.data = [];
    this.size = 0;
    return whole;
  }
}

/** What is handed to a sink, one by one; what came before a failure comes before it. */
export function* told<T>(feed: (sink: (one: T) => void) => void): Generator<T, void, undefined> {
  const all: T[] = [];
  try {
    feed(one => all.push(one));
  } catch (error) {
    yield* all;
    throw error;
  }
  yield* all;
}

/** The rest of a piece, as a string of its own: a part of a string keeps all of that. */
function detached(piece: string, from: number): string {
  const rest = piece.slice(from);
  return from > rest.length ? ` ${rest}`.slice(1) : rest;
}
