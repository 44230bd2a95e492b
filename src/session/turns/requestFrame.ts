import { streamIdField, type StreamId } from '../../protocol/streamId';
import type { ResponseCreate, ResponseInputItem, ResponseSteerEvent } from '../../protocol/wire';
import type { ServiceTier } from '../../protocol/serviceTier';
import type { TurnRequest } from '../turn';
import { toolFields } from './turnTools';

/** The announced extension that ends a response; see `clientEvents.ts` of the protocol room. */
export interface CancelMessage {
  readonly type: 'codex_spark.cancel';
  readonly stream_id?: StreamId;
  readonly response_id?: string;
}

/** What a request becomes on one particular connection. */
export interface CreateParts {
  readonly request: Omit<TurnRequest, 'input' | 'previous' | 'fullInput'>;
  readonly model: string;
  readonly input: readonly ResponseInputItem[];
  /** The response to continue from, already known to be worth trying on this connection. */
  readonly previous: string | undefined;
  /** The lane on the wire. */
  readonly streamId: StreamId;
  /** False for a warm-up. */
  readonly generate: boolean;
  readonly serviceTier?: ServiceTier | undefined;
}

/**
 * The `response.create` of a turn. `store` is off: nothing is kept by the server beyond the connection.
 * Obfuscation padding is off: it would double the bytes of every delta.
 */
export function createEvent(parts: CreateParts): ResponseCreate {
  const { request, model, input, previous, streamId, generate, serviceTier } = parts;
  return {
    type: 'response.create',
    ...streamIdField(streamId),
    model,
    ...(request.instructions === undefined ? {} : { instructions: request.instructions }),
    input: [...input],
    ...(previous === undefined ? {} : { previous_response_id: previous }),
    ...(generate ? {} : { generate: false }),
    ...(request.maxOutputTokens === undefined ? {} : { max_output_tokens: request.maxOutputTokens }),
    ...(request.reasoningEffort === undefined ? {} : { reasoning: { effort: request.reasoningEffort } }),
    ...(request.verbosity === undefined ? {} : { text: { verbosity: request.verbosity } }),
    ...(serviceTier === undefined ? {} : { service_tier: serviceTier }),
    ...toolFields(request.tools, request.toolChoice),
    store: false,
    stream_options: { include_obfuscation: false },
  };
}

/** One text frame. */
export function writeFrame(event: ResponseCreate | ResponseSteerEvent | CancelMessage): string {
  return JSON.stringify(event);
}

/** Input as items, whichever way the caller gave it. */
export function inputItems(input: string | readonly ResponseInputItem[]): readonly ResponseInputItem[] {
  return typeof input === 'string' ? [message('user', input)] : input;
}

/** A message of one text. */
export function message(role: 'user' | 'assistant', text: string): ResponseInputItem {
  return { role, content: text };
}
