import type { EngineEvent } from '../../engine';
import { SseReader, type SseEvent } from '../../../protocol/sse';
import { notUnderstood } from './forms/brokenAnswer';
import type { AnswerReader, WireForm } from './forms/wireForm';
import { errorInAnswer, refusalError } from './http/failures';
import { readLimited } from './http/readLimited';
import type { UpstreamAnswer } from './http/upstreamHttp';

/** Largest event of a stream and largest answer in one piece, in code units. */
const maxUnits = 8 * 1024 * 1024;

/** How long usage is waited for once the answer is whole, in ms. */
const usageMs = 2_000;

/**
 * Reads a successful answer to its end, whatever it turns out to be: a stream, one JSON object, a web page.
 * `onEvent` hears of every event of the stream, also of those the client does not see.
 */
export async function* readAnswer(
  answer: UpstreamAnswer,
  form: WireForm,
  reader: AnswerReader,
  onEvent: () => void,
): AsyncGenerator<EngineEvent, void, undefined> {
  const type = answer.headers['content-type'] ?? '';
  if (/html/i.test(type))
    throw refusalError({ ...answer, status: 502, text: await readLimited(answer.text, 4096) });
  if (/\bjson\b/i.test(type) && !/event-stream|ndjson/i.test(type)) {
    const json = parse(await readLimited(answer.text, maxUnits));
    onEvent();
    for (const event of form.whole(json)) yield* reader.take(event);
    yield* reader.finish(true);
    return;
  }
  let marked = false;
  let over = false;
  function* read(events: Iterable<SseEvent>): Generator<EngineEvent, void, undefined> {
    for (const { event, data } of events) {
      if (data.trim() === '[DONE]') {
        marked = over = true;
        return answer.finish();
      }
      onEvent();
      const json = event === 'error' ? (tryParse(data) ?? data) : parse(data);
      if (event === 'error') throw errorInAnswer(json);
      yield* reader.take(json);
      if (!reader.whole) continue;
      // Of these two forms the last event holds everything; of the others usage may follow.
      if (form.api === 'responses' || form.api === 'infill') {
        over = true;
        return answer.finish();
      }
      answer.endAfterSilence(usageMs);
    }
  }
  const stream = new SseReader({ maxUnits, lenient: true });
  // No `yield*` in what is asynchronous: it costs each token some turns of the queue of promises.
  for await (const chunk of answer.text) {
    for (const event of read(stream.take(chunk))) yield event;
    if (over) break;
  }
  if (!over) for (const event of read(stream.end())) yield event;
  for (const event of reader.finish(marked)) yield event;
}

function parse(text: string): unknown {
  const json = tryParse(text);
  if (json === undefined) throw notUnderstood('no JSON');
  return json;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
