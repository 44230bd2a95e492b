import { AnswerBody, isSignOfLife, tryParse, type BodyEvent } from '../../protocol/answerBody';
import type { EngineEvent, EngineRequest } from '../engine';
import { LengthGauge } from './lengthGauge';
import { notUnderstood } from './forms/brokenAnswer';
import { recordOf } from './forms/json';
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
 * One that was whole before its connection broke is whole.
 */
export async function* readAnswer(
  answer: UpstreamAnswer,
  form: WireForm,
  reader: AnswerReader,
  { request, limit, began }: Reading,
): AsyncGenerator<EngineEvent, void, undefined> {
  const type = answer.headers['content-type'] ?? '';
  if (/html/i.test(type))
    throw refusalError({ ...answer, status: 502, text: await readLimited(answer.text, 4096) });
  const gauge = new LengthGauge(request, limit);
  let marked = false;
  let over = false;
  function* taken(json: unknown): Generator<EngineEvent, void, undefined> {
    for (const event of reader.take(json)) {
      yield event;
      if (event.kind !== 'text' || !gauge.exceeded(event.text)) continue;
      over = true;
      return yield gauge.end();
    }
    answer.setSpeaking(reader.speaking);
  }
  function* read(events: Iterable<BodyEvent>): Generator<EngineEvent, void, undefined> {
    for (const event of events) {
      if (event.kind === 'words') throw saidInWords(answer, event.text);
      if (event.kind === 'whole') {
        began();
        marked = true;
        for (const json of form.whole(event.json)) if (!over) yield* taken(json);
        if (over) return;
        continue;
      }
      if (event.data.trim() === '[DONE]') {
        marked = true;
        return answer.finish();
      }
      if (isSignOfLife(event)) continue;
      const json = event.event === 'error' ? (tryParse(event.data) ?? event.data) : parse(event.data);
      if (tellsProgress(json)) continue;
      began();
      if (event.event === 'error') throw errorInAnswer(json);
      yield* taken(json);
      if (over) return;
      if (!reader.whole) continue;
      // Of these two forms the last event holds everything; of the others usage may follow.
      if (form.api === 'responses' || form.api === 'infill') {
        marked = true;
        return answer.finish();
      }
      answer.endAfterSilence(usageMs);
    }
  }
  const body = new AnswerBody({ maxUnits, lenient: true });
  let broke = false;
  try {
    // No `yield*` in what is asynchronous: it costs each token some turns of the queue of promises.
    for await (const chunk of answer.text) {
      for (const event of read(body.take(chunk))) yield event;
      if (over) return;
      if (marked) break;
    }
  } catch (error) {
    if (error instanceof RangeError) throw notUnderstood('an event beyond all size');
    if (!reader.whole && !body.isWholeJson) throw error;
    broke = reader.whole;
  }
  // Of what broke off behind an answer that is whole nothing is needed.
  if (!marked && !broke) for (const event of read(body.end())) yield event;
  if (over) return;
  for (const event of reader.finish(marked)) yield event;
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
