import { AnswerBody, isSignOfLife, tryParse, type BodyEvent } from '../../protocol/answerBody';
import type { EngineEvent, EngineRequest } from '../engine';
import { LengthGauge } from './lengthGauge';
import { notUnderstood } from './forms/brokenAnswer';
import { recordOf } from './forms/json';
import { RepeatedChunk } from './forms/repeatedChunk';
import type { AnswerReader, WireForm } from './forms/wireForm';
import { errorInAnswer, refusalError } from './http/failures';
import { readLimited } from './http/readLimited';
import type { UpstreamAnswer } from './http/upstreamHttp';

/** Largest event of a stream and largest answer in one piece, in code units. */
const maxUnits = 8 * 1024 * 1024;

/** How long usage is waited for once the answer is whole, in ms. */
const usageMs = 2_000;

/** What an answer is an answer to. */
export interface Reading {
  readonly request: EngineRequest;
  /** The limit the upstream was given, in tokens. */
  readonly limit: number | undefined;
  /** Hears that the upstream has begun to answer, also of what the client does not see. */
  readonly began: () => void;
}

/**
 * Reads a successful answer to its end, whatever it turns out to be: a stream, one JSON object, a web page, words.
 * One that was whole before its connection broke is whole. Events that came together are yielded together.
 */
export async function* readAnswer(
  answer: UpstreamAnswer,
  form: WireForm,
  reader: AnswerReader,
  reading: Reading,
): AsyncGenerator<readonly EngineEvent[], void, undefined> {
  const type = answer.headers['content-type'] ?? '';
  if (/html/i.test(type))
    throw refusalError({ ...answer, status: 502, text: await readLimited(answer.text, 4096) });
  const body = new AnswerBody({ maxUnits, lenient: true });
  const events = new EventReader(answer, form, reader, reading);
  const take = (event: BodyEvent): void => events.take(event);
  let broke = false;
  try {
    for await (const chunk of answer.text) {
      const failed = failureOf(() => body.feed(chunk, take));
      const made = events.made();
      if (made.length > 0) yield made;
      if (failed) throw failed.error;
      if (events.over) return;
      if (events.marked) break;
    }
  } catch (error) {
    if (error instanceof RangeError) throw notUnderstood('an event beyond all size');
    if (!reader.whole && !body.isWholeJson) throw error;
    broke = reader.whole;
  }
  // Of what broke off behind an answer that is whole nothing is needed.
  if (!events.marked && !broke) {
    const failed = failureOf(() => {
      for (const event of body.end()) events.take(event);
    });
    const made = events.made();
    if (made.length > 0) yield made;
    if (failed) throw failed.error;
  }
  if (!events.over) yield reader.finish(events.marked);
}

/** What `read` fails with: what was made before comes first. */
function failureOf(read: () => void): { readonly error: unknown } | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** Makes the events of a body into those of an answer. */
class EventReader {
  /** The answer has said that it is over. */
  marked = false;
  /** The answer was cut: nothing of it counts any more. */
  over = false;
  private readonly answer: UpstreamAnswer;
  private readonly form: WireForm;
  private readonly reader: AnswerReader;
  private readonly began: () => void;
  private readonly gauge: LengthGauge;
  private readonly repeated: RepeatedChunk | undefined;
  /** A chunk that was read in full and is learnt when the next one comes: not before a first token is on its way. */
  private toLearn: { readonly data: string; readonly json: unknown } | undefined;
  private events: EngineEvent[] = [];

  constructor(
    answer: UpstreamAnswer,
    form: WireForm,
    reader: AnswerReader,
    { request, limit, began }: Reading,
  ) {
    this.answer = answer;
    this.form = form;
    this.reader = reader;
    this.began = began;
    this.gauge = new LengthGauge(request, limit);
    this.repeated = reader.texts && new RepeatedChunk(reader.texts);
  }

  /** The events made since this was asked last. */
  made(): readonly EngineEvent[] {
    const made = this.events;
    this.events = [];
    return made;
  }

  /** Reads one event of the body. Throws `UpstreamError` for what the client is to be told. */
  take(event: BodyEvent): void {
    if (this.over || this.marked) return;
    if (event.kind === 'words') throw saidInWords(this.answer, event.text);
    if (event.kind === 'whole') {
      this.began();
      this.marked = true;
      for (const json of this.form.whole(event.json)) if (!this.over) this.hand(this.reader.take(json));
      return;
    }
    if (this.toLearn) this.learn(this.toLearn);
    const text = event.event === '' ? this.repeated?.textOf(event.data) : undefined;
    if (text === undefined) this.full(event.event, event.data);
    else this.hand(this.reader.texts?.take(text) ?? []);
    if (this.over || this.marked || !this.reader.whole) return;
    // Of these two forms the last event holds everything; of the others usage may follow.
    if (this.form.api === 'responses' || this.form.api === 'infill') this.end();
    else this.answer.endAfterSilence(usageMs);
  }

  private full(event: string, data: string): void {
    if (data.trim() === '[DONE]') return this.end();
    if (isSignOfLife({ event, data })) return;
    const json = event === 'error' ? (tryParse(data) ?? data) : parse(data);
    if (tellsProgress(json)) return;
    this.began();
    if (event === 'error') throw errorInAnswer(json);
    this.hand(this.reader.take(json));
    if (event === '' && this.repeated) this.toLearn = { data, json };
  }

  private learn({ data, json }: { readonly data: string; readonly json: unknown }): void {
    this.toLearn = undefined;
    this.repeated?.learn(data, json);
  }

  private end(): void {
    this.marked = true;
    this.answer.finish();
  }

  private hand(events: readonly EngineEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      if (event.kind !== 'text' || !this.gauge.exceeded(event.text)) continue;
      this.over = true;
      this.events.push(this.gauge.end());
      return;
    }
    this.answer.setSpeaking(this.reader.speaking);
  }
}

/** A word of llama.cpp on how far it has read the prompt: not yet a part of an answer. */
function tellsProgress(json: unknown): boolean {
  return recordOf(json, 'prompt_progress') !== undefined;
}

function parse(text: string): unknown {
  const json = tryParse(text);
  if (json !== undefined) return json;
  // Something that broke, or somebody who says what is wrong.
  if (/^\s*[{["]/.test(text)) throw notUnderstood('no JSON');
  throw errorInAnswer(text.trim());
}

/** A page, or words, where an answer was to be. */
function saidInWords(answer: UpstreamAnswer, text: string): Error {
  if (text.startsWith('<')) return refusalError({ ...answer, status: 502, text });
  if (tryParse(text) !== undefined) return notUnderstood('no object');
  return /^[{[]/.test(text) ? notUnderstood('no JSON') : errorInAnswer(text);
}
