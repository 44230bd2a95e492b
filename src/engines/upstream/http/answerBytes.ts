/** The bytes of an HTTP/1.1 answer (RFC 9112) as what they mean. Pure: where they were cut makes no difference. */

/** Somebody answers who does not speak HTTP, or not in a way that can be relied on. */
export class NotHttp extends Error {}

/** What an answer is told to. */
export interface AnswerTold {
  /** Names in lower case; repeated lines are joined. */
  head(status: number, headers: Readonly<Record<string, string>>): void;
  /** Some of the body. The bytes are the caller's again when this returns. */
  body(bytes: Buffer): void;
}

/** Longest head, and longest line between the chunks of a body, in bytes. */
const mostHeadBytes = 64 * 1024;
const mostLineBytes = 16 * 1024;

/** How many bytes of the body are still to come; or how that is told. */
type Rest = number | 'chunks' | 'until closed';

const line = { feed: 10, return: 13 } as const;

/** Reads one answer after the other from a connection, one at a time. */
export class AnswerBytes {
  private readonly told: AnswerTold;
  /** The head so far, or a line between chunks. */
  private text = '';
  private at: 'head' | 'body' | 'size' | 'chunk end' | 'trailer' | 'over' = 'head';
  private rest: Rest = 0;
  /** Bytes of the chunk that are still to come. */
  private chunk = 0;
  private kept = false;
  private keptMs: number | undefined;

  constructor(told: AnswerTold) {
    this.told = told;
  }

  /** Whether the answer is over. */
  get isOver(): boolean {
    return this.at === 'over';
  }

  /** Whether the answer is over and its connection may serve another one. */
  get keeps(): boolean {
    return this.isOver && this.kept;
  }

  /** How long the server keeps the connection, in ms, where it has said so. */
  get keepsMs(): number | undefined {
    return this.keptMs;
  }

  /**
   * Reads what has come, which is changed by that. Throws `NotHttp` for what is no answer.
   */
  take(bytes: Buffer): void {
    let from = 0;
    // What the body has is moved together in place, so that it is told in one piece, in however many chunks it came.
    let bodyFrom = 0;
    let bodyTo = 0;
    const keep = (count: number): void => {
      if (bodyTo === bodyFrom) bodyFrom = bodyTo = from;
      if (bodyTo !== from) bytes.copyWithin(bodyTo, from, from + count);
      bodyTo += count;
      from += count;
    };
    try {
      while (from < bytes.length) {
        const left = bytes.length - from;
        switch (this.at) {
          case 'head':
            from = this.takeHead(bytes, from);
            break;
          case 'body': {
            const count = typeof this.rest === 'number' ? Math.min(this.rest, left) : left;
            keep(count);
            if (typeof this.rest === 'number' && (this.rest -= count) === 0) this.at = 'over';
            break;
          }
          case 'size':
            if (this.chunk === 0) from = this.takeSize(bytes, from);
            else {
              const count = Math.min(this.chunk, left);
              keep(count);
              if ((this.chunk -= count) === 0) this.at = 'chunk end';
            }
            break;
          case 'chunk end':
            from = this.takeLine(bytes, from, text => {
              if (text !== '') throw new NotHttp('a chunk longer than was said');
              this.at = 'size';
            });
            break;
          case 'trailer':
            from = this.takeLine(bytes, from, text => {
              if (text === '') this.at = 'over';
            });
            break;
          case 'over':
            // Nobody has asked for more: what comes next on this connection could be taken for another answer.
            this.kept = false;
            from = bytes.length;
        }
      }
    } finally {
      // What came before something that is wrong is told before that is.
      if (bodyTo > bodyFrom) this.told.body(bytes.subarray(bodyFrom, bodyTo));
    }
  }

  /** The connection was closed from the other side. Returns whether the answer is whole by that. */
  closed(): boolean {
    if (this.at === 'body' && this.rest === 'until closed') this.at = 'over';
    return this.isOver;
  }

  private takeHead(bytes: Buffer, from: number): number {
    const before = this.text.length;
    // The end of the head may have been cut in itself.
    this.text += bytes.toString('latin1', from, Math.min(bytes.length, from + mostHeadBytes + 1));
    const end = this.text.indexOf('\r\n\r\n', Math.max(0, before - 3));
    if (before === 0 && !'HTTP/1.'.startsWith(this.text.slice(0, 7))) throw new NotHttp('no HTTP/1');
    if (end < 0) {
      if (this.text.length > mostHeadBytes) throw new NotHttp('a head beyond all size');
      return bytes.length;
    }
    const text = this.text.slice(0, end);
    this.text = '';
    this.readHead(text);
    return from + end + 4 - before;
  }

  private readHead(text: string): void {
    const [first = '', ...lines] = text.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
    const [, minor, code] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? [];
    if (code === undefined) throw new NotHttp('no status');
    const status = Number(code);
    const headers: Record<string, string> = {};
    for (const header of lines) {
      const [, name, value] = headerLine.exec(header) ?? [];
      if (name === undefined || value === undefined) throw new NotHttp('a header that is none');
      const key = name.toLowerCase();
      const earlier = Object.hasOwn(headers, key) ? headers[key] : undefined;
      headers[key] = earlier === undefined ? value : `${earlier}, ${value}`;
    }
    if (status === 101) throw new NotHttp('another protocol');
    // News on the way: the answer itself follows.
    if (status < 200) return;
    this.rest = restOf(status, headers);
    this.at = this.rest === 0 ? 'over' : this.rest === 'chunks' ? 'size' : 'body';
    const connection = (headers['connection'] ?? '').toLowerCase();
    this.kept =
      this.rest !== 'until closed' &&
      (minor === '1' ? !connection.includes('close') : connection.includes('keep-alive'));
    const seconds = /timeout=(\d{1,6})/.exec(headers['keep-alive'] ?? '')?.[1];
    this.keptMs = seconds === undefined ? undefined : Number(seconds) * 1000;
    this.told.head(status, headers);
  }

  private takeSize(bytes: Buffer, from: number): number {
    return this.takeLine(bytes, from, text => {
      const [, digits] = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(text) ?? [];
      if (digits === undefined) throw new NotHttp('a chunk without a size');
      this.chunk = parseInt(digits, 16);
      if (this.chunk === 0) this.at = 'trailer';
    });
  }

  /** Reads a line up to its end, if that is there. Returns where what is behind it begins. */
  private takeLine(bytes: Buffer, from: number, then: (text: string) => void): number {
    const end = bytes.indexOf(line.feed, from);
    const to = end < 0 ? bytes.length : end;
    const text = this.text + bytes.toString('latin1', from, to);
    if (text.length > mostLineBytes) throw new NotHttp('a line beyond all size');
    if (end < 0) {
      this.text = text;
      return to;
    }
    this.text = '';
    if (!text.endsWith('\r')) throw new NotHttp('a line with half an end');
    then(text.slice(0, -1));
    return end + 1;
  }
}

const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*((?:[^\0\r\n]*[^\0\r\n \t])?)[ \t]*$/;

function restOf(status: number, headers: Readonly<Record<string, string>>): Rest {
  if (status === 204 || status === 304) return 0;
  const coding = headers['transfer-encoding'];
  const length = headers['content-length'];
  if (coding !== undefined) {
    // Whoever says both may mean either, and the next answer would begin somewhere else.
    if (length !== undefined) throw new NotHttp('two lengths');
    return /(?:^|,)[ \t]*chunked$/i.test(coding) ? 'chunks' : 'until closed';
  }
  if (length === undefined) return 'until closed';
  const [first = '', ...others] = length.split(/[ \t]*,[ \t]*/);
  if (!/^\d{1,15}$/.test(first) || others.some(other => other !== first)) throw new NotHttp('no length');
  return Number(first);
}
