import type { EngineEvent, EngineRequest } from '../../../../engine';
import { errorInAnswer } from '../../http/failures';
import { brokenOff, notUnderstood } from '../brokenAnswer';
import { isRecord, listOf, recordOf, textOf } from '../json';
import { endEvent, readUsage } from '../usage';
import type { AnswerReader } from '../wireForm';

/** Reads the events of the Responses API. Thoughts are dropped and counted as the upstream counts them. */
export class ResponsesReader implements AnswerReader {
  readonly #request: EngineRequest;
  #response: Readonly<Record<string, unknown>> | undefined;
  #events = 0;
  #written = 0;
  /** Items whose text came in deltas; that of others comes when they are done. */
  readonly #streamed = new Set<string>();

  constructor(request: EngineRequest) {
    this.#request = request;
  }

  get whole(): boolean {
    return this.#response !== undefined;
  }

  take(event: unknown): readonly EngineEvent[] {
    if (!isRecord(event)) throw notUnderstood('an event that is no object');
    this.#events++;
    const type = textOf(event, 'type') ?? '';
    switch (type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        this.#streamed.add(placeOf(event));
        return this.#text(textOf(event, 'delta') ?? '');
      case 'response.output_text.done':
      case 'response.refusal.done':
        return this.#missed(event, textOf(event, 'text') ?? textOf(event, 'refusal') ?? '');
      case 'response.output_item.done':
        return this.#call(recordOf(event, 'item'));
      case 'response.completed':
      case 'response.incomplete':
      case 'response.done':
        return this.#end(event);
      case 'response.failed':
      case 'response.cancelled':
        throw errorInAnswer(recordOf(event, 'response')?.['error'] ?? event);
      case 'error':
        throw errorInAnswer(event);
    }
    if (type === '' && (event['error'] !== undefined || event['detail'] !== undefined))
      throw errorInAnswer(event);
    return [];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    if (!this.#response)
      throw this.#events === 0 && marked ? notUnderstood('no answer in the stream') : brokenOff();
    const reason = textOf(recordOf(this.#response, 'incomplete_details'), 'reason');
    const usage = readUsage(this.#response['usage']);
    const status = textOf(this.#response, 'status');
    if (status === 'failed' || status === 'cancelled') throw errorInAnswer(this.#response['error']);
    const ended =
      reason === 'content_filter'
        ? 'content_filter'
        : status === 'incomplete' || reason !== undefined
          ? 'max_output_tokens'
          : 'stop';
    return [endEvent(ended, usage, this.#request, this.#written)];
  }

  #text(text: string): EngineEvent[] {
    if (text === '') return [];
    this.#written += text.length;
    return [{ kind: 'text', text, tokens: 1 }];
  }

  /** Some servers send whole texts only. */
  #missed(event: Readonly<Record<string, unknown>>, text: string): EngineEvent[] {
    return this.#streamed.has(placeOf(event)) ? [] : (this.#streamed.add(placeOf(event)), this.#text(text));
  }

  #call(item: Readonly<Record<string, unknown>> | undefined): EngineEvent[] {
    if (textOf(item, 'type') !== 'function_call') return [];
    const args = textOf(item, 'arguments') ?? '{}';
    const callId = textOf(item, 'call_id') ?? textOf(item, 'id');
    this.#written += args.length;
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

  #end(event: Readonly<Record<string, unknown>>): EngineEvent[] {
    this.#response = recordOf(event, 'response') ?? {};
    if (event['whole'] !== true) return [];
    // The answer came as one object: its items are all there is.
    return listOf(this.#response, 'output').flatMap(item => {
      if (!isRecord(item)) return [];
      if (textOf(item, 'type') === 'function_call') return this.#call(item);
      const texts = listOf(item, 'content').map(
        part => textOf(part, 'text') ?? textOf(part, 'refusal') ?? '',
      );
      return textOf(item, 'type') === 'message' ? this.#text(texts.join('')) : [];
    });
  }
}

/** Which text of the answer an event is about. */
function placeOf(event: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([event['output_index'] ?? event['item_id'], event['content_index'] ?? 0]);
}
