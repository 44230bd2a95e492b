import { t } from '../common/l10n';
import { told, SseReader, type SseEvent, type SseRules } from './sse';

/** What a body turned out to hold. */
export type BodyEvent =
  | ({ readonly kind: 'event' } & SseEvent)
  /** One JSON value that is the whole answer. */
  | { readonly kind: 'whole'; readonly json: unknown }
  /** The beginning of a web page, or of words that are neither events nor JSON. */
  | { readonly kind: 'words'; readonly text: string };

/** Most of a page or of words that is kept, in UTF-16 code units. */
const mostWords = 4096;

/** How a line of an event stream begins. */
const sseLine = /^(?::|(?:data|event|id|retry|error)(?::|$))/;

/**
 * Reads the body of an answer by what it is: server-sent events, one JSON value, JSON values line by line, a web
 * page, words. What its content type says is often wrong, and often missing. Events are handed on as they come;
 * everything else when the body is over.
 */
export class AnswerBody {
  private readonly sse: SseReader;
  private readonly rules: SseRules;
  private kind: 'unknown' | 'events' | 'json' | 'words' = 'unknown';
  private held = '';
  private hasEvents = false;

  constructor(rules: SseRules) {
    this.rules = rules;
    this.sse = new SseReader(rules);
  }

  /** Whether what has come is one JSON value, with nothing missing: then it does not matter how the body ends. */
  get isWholeJson(): boolean {
    return this.kind === 'json' && tryParse(this.held.replace(/^\uFEFF/, '')) !== undefined;
  }

  /** Reads the next piece. Throws `RangeError` when an event, or JSON, grows beyond the rules. */
  *take(chunk: string): Generator<BodyEvent, void, undefined> {
    yield* told<BodyEvent>(sink => this.feed(chunk, sink));
  }

  /** As `take`, for answers of many events: `sink` is called with each. */
  feed(chunk: string, sink: (event: BodyEvent) => void): void {
    if (this.kind === 'events') {
      if (!this.hasEvents && this.held.length < mostWords)
        this.held = (this.held + chunk).slice(0, mostWords);
      return this.sse.feed(chunk, event => this.tell(event, sink));
    }
    this.held += chunk;
    // What is held while nothing is known is blank.
    if (this.kind === 'unknown') this.kind = kindOf(chunk);
    if (this.kind === 'events') {
      const begun = this.held;
      // Kept until there is an event: it may be no stream after all.
      this.held = begun.slice(0, mostWords);
      return this.sse.feed(begun, event => this.tell(event, sink));
    }
    if (this.kind === 'words') this.held = this.held.slice(0, mostWords);
    else if (this.held.length > this.rules.maxUnits)
      throw new RangeError(t('An answer is larger than allowed.'));
  }

  /** The body is over, or broke off. */
  *end(): Generator<BodyEvent, void, undefined> {
    // A byte order mark counts as blank.
    const held = this.held.trim();
    if (this.kind !== 'events') return yield* this.values(held);
    yield* this.open(this.sse.end());
    if (!this.hasEvents && !held.split(/[\r\n]+/).every(line => sseLine.test(line)))
      yield { kind: 'words', text: held };
  }

  private tell({ event, data }: SseEvent, sink: (event: BodyEvent) => void): void {
    this.hasEvents = true;
    sink({ kind: 'event', event, data });
  }

  private *open(events: Iterable<SseEvent>): Generator<BodyEvent, void, undefined> {
    for (const { event, data } of events) {
      this.hasEvents = true;
      yield { kind: 'event', event, data };
    }
  }

  /** One value, perhaps with events behind it (`data: [DONE]`), a value on each line, or nothing but words. */
  private *values(text: string): Generator<BodyEvent, void, undefined> {
    const lines = text.split(/\r\n|\n|\r/);
    const found = lines.findIndex(line => sseLine.test(line));
    const end = found < 0 ? lines.length : found;
    const json = tryParse(lines.slice(0, end).join('\n'));
    if (json !== undefined && !Array.isArray(json)) yield { kind: 'whole', json };
    else if (Array.isArray(json))
      for (const one of json) yield { kind: 'event', event: '', data: JSON.stringify(one) };
    else {
      const values = lines.filter(line => line.trim() !== '' && !sseLine.test(line));
      if (!values.every(line => tryParse(line) !== undefined))
        return yield { kind: 'words', text: text.slice(0, mostWords) };
      for (const data of values) yield { kind: 'event', event: '', data };
    }
    yield* this.open(this.sse.take(`${lines.slice(end).join('\n')}\n\n`));
  }
}

function kindOf(text: string): 'unknown' | 'events' | 'json' | 'words' {
  // A byte order mark counts as blank.
  const start = text.trimStart();
  if (start === '') return 'unknown';
  if (/^[[{]/.test(start)) return 'json';
  return start.startsWith('<') ? 'words' : 'events';
}

/** Nothing but a sign that the connection is alive: no data, or a word such as `ping`. */
export function isSignOfLife({ event, data }: SseEvent): boolean {
  const words = data.trim();
  if (words === '' || /^(ping|pong|keep-?_?alive|heart-?_?beat)$/i.test(event)) return true;
  return /^["':\s]*(ping|pong|keep[-_ ]?alive|heart[-_ ]?beat|processing|waiting|null)["'\s.\u2026:\d-]*$/i.test(
    words,
  );
}

/** Parses JSON; undefined when it is none. */
export function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
