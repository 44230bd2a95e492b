import { AnswerParts, textOfPart, textsOf, type Place } from '../../../../protocol/answerParts';
import { readErrorValue } from '../../../../protocol/saidError';
import type { EngineEvent, EngineRequest } from '../../../engine';
import { errorInAnswer } from '../../http/failures';
import type { Notes } from '../../lessons';
import { brokenOff, notUnderstood } from '../brokenAnswer';
import { ThoughtFilter } from '../chat/thoughtFilter';
import { endReasonOf, type EndReason } from '../endReason';
import { countOf, isRecord, listOf, recordOf, textOf } from '../json';
import { endEvent, readUsage, textEvent, type CountedTokens } from '../usage';
import type { AnswerReader } from '../wireForm';

/** Most calls whose arguments are kept until their item is done. */
const mostCalls = 256;

/** Reads the events of the Responses API. Thoughts are dropped and counted as the upstream counts them. */
export class ResponsesReader implements AnswerReader {
  private readonly request: EngineRequest;
  private readonly parts = new AnswerParts();
  private readonly thoughts: ThoughtFilter;
  /** Ids of the calls that were handed on, and arguments that came before their item was done, by its place. */
  private readonly called = new Set<string>();
  private readonly arguments = new Map<string, string>();
  private response: Readonly<Record<string, unknown>> | undefined;
  private usage: CountedTokens | undefined;
  private events = 0;
  private itemsDone = 0;
  private written = 0;
  private isSpeaking = false;

  constructor(request: EngineRequest, notes: Notes) {
    this.request = request;
    this.thoughts = new ThoughtFilter(notes);
  }

  get whole(): boolean {
    return this.response !== undefined;
  }

  get speaking(): boolean {
    return this.isSpeaking;
  }

  get counted(): CountedTokens | undefined {
    return this.usage;
  }

  take(event: unknown): readonly EngineEvent[] {
    if (!isRecord(event)) throw notUnderstood('an event that is no object');
    this.events++;
    const type = textOf(event, 'type') ?? '';
    const place = placeOf(event);
    switch (type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        return this.text(this.parts.delta(place, textOf(event, 'delta') ?? ''));
      case 'response.output_text.done':
      case 'response.refusal.done':
        return this.late(place, textOf(event, 'text') ?? textOf(event, 'refusal'));
      case 'response.content_part.done':
        return this.late(place, textOfPart(event['part'], 'text') ?? textOfPart(event['part'], 'refusal'));
      case 'response.output_item.added':
        this.parts.itemBegins();
        // Thoughts may take their time between one text and the next.
        if (textOf(recordOf(event, 'item'), 'type') === 'reasoning') this.isSpeaking = false;
        return [];
      case 'response.function_call_arguments.done':
        if (this.arguments.size < mostCalls)
          this.arguments.set(JSON.stringify(event['output_index']), textOf(event, 'arguments') ?? '');
        return [];
      case 'response.output_item.done':
        this.itemsDone++;
        return this.item(place, recordOf(event, 'item'));
      case 'response.completed':
      case 'response.incomplete':
      case 'response.done':
        return this.end(recordOf(event, 'response') ?? {});
      case 'response.failed':
      case 'response.cancelled':
        throw this.failure(recordOf(event, 'response'), recordOf(event, 'response')?.['error'] ?? event);
      case 'error':
        throw errorInAnswer(event);
    }
    if (type === '' && readErrorValue(event) !== undefined) throw this.failure(event, event);
    return [];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    const response = this.response ?? this.endedBy(marked);
    const status = textOf(response, 'status');
    if (status === 'failed' || status === 'cancelled') throw this.failure(response, response['error']);
    this.usage = readUsage(response['usage']);
    const reason = endOf(status, textOf(recordOf(response, 'incomplete_details'), 'reason'));
    const rest = this.thoughts.rest(reason === 'stop');
    this.written += rest.length;
    const tier = textOf(response, 'service_tier');
    const end = endEvent(reason, this.usage, this.request, this.written, tier);
    return [...(rest === '' ? [] : [textEvent(rest)]), end];
  }

  /** What the client is to be told; a failure has its price too. */
  private failure(response: Readonly<Record<string, unknown>> | undefined, said: unknown): Error {
    this.usage = readUsage(response?.['usage']);
    return errorInAnswer(said);
  }

  /** Some servers end with `[DONE]` and no more: then what is done is the answer. */
  private endedBy(marked: boolean): Readonly<Record<string, unknown>> {
    if (!marked) throw brokenOff();
    if (this.itemsDone > 0) return {};
    throw notUnderstood(this.events === 0 ? 'no answer in the stream' : 'an answer without an end');
  }

  private text(piece: string): EngineEvent[] {
    if (piece === '') return [];
    this.isSpeaking = true;
    const text = this.thoughts.take(piece);
    if (text === '') return [];
    this.written += text.length;
    return [textEvent(text)];
  }

  /** Some servers send a text whole, at one of several places. */
  private late(place: Place, whole: string | undefined): EngineEvent[] {
    return whole === undefined ? [] : this.text(this.parts.whole(place, whole) ?? '');
  }

  private item(place: Place, item: Readonly<Record<string, unknown>> | undefined): EngineEvent[] {
    if (textOf(item, 'type') === 'function_call') return this.call(place, item);
    const refusals = textsOf(item, 'refusal').flatMap(({ text, content_index }) =>
      this.late({ ...place, content_index }, text),
    );
    return [...this.text(this.parts.item(place, item)), ...refusals];
  }

  private call(place: Place, item: Readonly<Record<string, unknown>> | undefined): EngineEvent[] {
    const given = [textOf(item, 'arguments'), this.arguments.get(JSON.stringify(place.output_index))];
    const args = given.find(text => text !== undefined && text !== '') ?? '{}';
    const callId = textOf(item, 'call_id') ?? textOf(item, 'id');
    if (callId !== undefined) this.called.add(callId);
    this.written += args.length;
    // It ended within its arguments: whoever made it whole would run something else.
    if (textOf(item, 'status') === 'incomplete') return [];
    return [
      {
        kind: 'call',
        name: textOf(item, 'name') ?? '',
        arguments: args,
        tokens: 1,
        ...(callId === undefined ? {} : { callId }),
      },
    ];
  }

  /** The end repeats the answer. What of it has not come yet comes now. */
  private end(response: Readonly<Record<string, unknown>>): EngineEvent[] {
    this.response = response;
    const { any } = this.parts;
    const { size } = this.called;
    return listOf(response, 'output').flatMap((item, output_index) => {
      if (!isRecord(item)) return [];
      const id = textOf(item, 'call_id') ?? textOf(item, 'id');
      const isCall = textOf(item, 'type') === 'function_call';
      const isKnown = isCall ? (id === undefined ? size > 0 : this.called.has(id)) : any;
      return isKnown ? [] : this.item({ output_index }, item);
    });
  }
}

/** Where an event belongs. */
function placeOf(event: Readonly<Record<string, unknown>>): Place {
  return {
    item_id: textOf(event, 'item_id'),
    output_index: countOf(event, 'output_index'),
    content_index: countOf(event, 'content_index'),
  };
}

function endOf(status: string | undefined, reason: string | undefined): EndReason {
  if (reason !== undefined) {
    const known = endReasonOf(reason);
    return known === 'stop' ? 'unknown' : known;
  }
  return status === 'incomplete' ? 'max_output_tokens' : 'stop';
}
