import type { EngineEvent } from '../../engine';
import { sseEvents } from '../../../protocol/sse';
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
  for await (const { event, data } of sseEvents(answer.text, { maxUnits, lenient: true })) {
    if (data.trim() === '[DONE]') {
      marked = true;
      answer.finish();
      break;
    }
    onEvent();
    const json = event === 'error' ? (tryParse(data) ?? data) : parse(data);
    if (event === 'error') throw errorInAnswer(json);
    yield* reader.take(json);
    if (!reader.whole) continue;
    // Of these two forms the last event holds everything; of the others usage may follow.
    if (form.api === 'responses' || form.api === 'infill') {
      answer.finish();
      break;
    }
    answer.endAfterSilence(usageMs);
  }
  yield* reader.finish(marked);
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
