import { GrowingText } from '../../common/growingText';
import { streamIdField, type StreamId } from '../../protocol/streamId';
import type { ResponseOutputMessage, ResponseUsage } from '../../protocol/wire';
import type {
  EventBody,
  IncompleteReason,
  ServedCall,
  ServedEvent,
  ServedItem,
  ServedResponse,
} from './served';

/** What is known of a response before it begins. */
export interface ResponseFacts {
  readonly id: string;
  /** Lane name; undefined is the default lane, whose events carry none. */
  readonly lane: StreamId | undefined;
  readonly model: string;
  /** Unix time in seconds. */
  readonly createdAt: number;
  readonly previousResponseId: string | undefined;
  readonly maxOutputTokens: number | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  /** What it says of the cache of chains, where it was asked to. */
  readonly cache?: ServedResponse['prompt_cache_diagnostics'];
}

/** Tokens of a finished response. */
export interface TokenCounts {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Those of `output` that were thoughts; default none. */
  readonly reasoning?: number;
}

interface OpenMessage {
  readonly id: string;
  readonly text: GrowingText;
}

/**
 * Writes the events of one response in the documented order, numbered from 0. Callers say what happened; which
 * events that makes, and which open parts must be closed first, is known only here. The text item opens with
 * the first delta and nothing can follow a terminal event.
 */
export class TurnWriter {
  private readonly facts: ResponseFacts;
  private readonly newId: (prefix: string) => string;
  private readonly emit: (event: ServedEvent) => void;
  private readonly items: ServedItem[] = [];
  private message: OpenMessage | undefined;
  private counted: TokenCounts | undefined;
  private sequence = 0;
  private ended = false;

  constructor(facts: ResponseFacts, newId: (prefix: string) => string, emit: (event: ServedEvent) => void) {
    this.facts = facts;
    this.newId = newId;
    this.emit = emit;
  }

  /** Id of the response. */
  get responseId(): string {
    return this.facts.id;
  }

  /** The model that answers. */
  get model(): string {
    return this.facts.model;
  }

  /** The items written so far and closed. */
  get output(): readonly ServedItem[] {
    return this.items;
  }

  /** What it has cost, once it has ended and if that was said. */
  get tokens(): TokenCounts | undefined {
    return this.counted;
  }

  /** Whether any output has been written. */
  get hasOutput(): boolean {
    return this.items.length > 0 || this.message !== undefined;
  }

  /** The end of the text of the item being written, one code unit at least; empty where there is no text. */
  get openEnd(): string {
    return this.message?.text.end ?? '';
  }

  /** Length of the text of the item being written, in code units. */
  get openLength(): number {
    return this.message?.text.length ?? 0;
  }

  /** The response exists: `response.created`, `response.in_progress`. */
  begin(): void {
    const response = this.response('in_progress');
    this.write({ type: 'response.created', response });
    this.write({ type: 'response.in_progress', response });
  }

  /** Some text of the answer. */
  text(delta: string): void {
    const message = this.message ?? this.openMessage();
    message.text.append(delta);
    const event: ServedEvent = {
      type: 'response.output_text.delta',
      item_id: message.id,
      output_index: this.items.length,
      content_index: 0,
      delta,
      logprobs: [],
      sequence_number: this.sequence++,
    };
    const { lane } = this.facts;
    this.emit(lane ? { ...event, stream_id: lane } : event);
  }

  /** A whole function call, with the id it is answered by if one was given. Text that was open is closed first. */
  call(name: string, args: string, callId?: string): void {
    this.closeMessage('completed');
    const index = this.items.length;
    const item: ServedCall = {
      type: 'function_call',
      id: this.newId('fc'),
      call_id: callId ?? this.newId('call'),
      name,
      arguments: args,
      status: 'completed',
    };
    this.write({
      type: 'response.output_item.added',
      output_index: index,
      item: { ...item, arguments: '', status: 'in_progress' },
    });
    this.write({
      type: 'response.function_call_arguments.delta',
      item_id: item.id,
      output_index: index,
      delta: args,
    });
    this.write({
      type: 'response.function_call_arguments.done',
      item_id: item.id,
      output_index: index,
      arguments: args,
    });
    this.write({ type: 'response.output_item.done', output_index: index, item });
    this.items.push(item);
  }

  /**
   * Ends a generated answer; an answer without any text is one empty message.
   * @param serviceTier the tier that was served, where the engine said it
   */
  complete(tokens: TokenCounts, serviceTier?: string): void {
    if (!this.hasOutput) this.openMessage();
    this.closeMessage('completed');
    this.end({ type: 'response.completed', response: this.response('completed', { tokens, serviceTier }) });
  }

  /** Ends a warm-up: a completed response without output. */
  completeWarmUp(tokens: TokenCounts): void {
    this.end({ type: 'response.completed', response: this.response('completed', { tokens }) });
  }

  /** Ends an answer early. What was written so far is closed and stays valid. */
  incomplete(reason: IncompleteReason, tokens: TokenCounts, serviceTier?: string): void {
    this.closeMessage('incomplete');
    const response = this.response('incomplete', { reason, tokens, serviceTier });
    this.end({ type: 'response.incomplete', response });
  }

  /** Ends an answer that broke after output had begun. */
  fail(code: string, message: string): void {
    this.end({ type: 'response.failed', response: this.response('failed', { error: { code, message } }) });
  }

  /** Gives a steering submission back that cannot be carried out; `id` when it had been accepted before. */
  steerFailed(steer: { readonly id?: string; readonly input: unknown }, code: string, message: string): void {
    this.write({
      type: 'response.steer.failed',
      error: { type: 'invalid_request_error', code, message },
      steer: {
        ...(steer.id === undefined ? {} : { id: steer.id }),
        previous_response_id: this.facts.id,
        input: steer.input,
      },
    });
  }

  /** Writes an event that is not part of the answer itself, such as a steer event. */
  write(body: EventBody): void {
    const { lane } = this.facts;
    const sequence_number = this.sequence++;
    this.emit({ ...body, sequence_number, ...streamIdField(lane) });
  }

  private end(body: EventBody): void {
    if (this.ended) throw new Error('a response ends only once');
    this.ended = true;
    this.write(body);
  }

  private openMessage(): OpenMessage {
    const message = { id: this.newId('msg'), text: new GrowingText() };
    this.message = message;
    this.write({
      type: 'response.output_item.added',
      output_index: this.items.length,
      item: { id: message.id, type: 'message', role: 'assistant', status: 'in_progress', content: [] },
    });
    this.write({
      type: 'response.content_part.added',
      item_id: message.id,
      output_index: this.items.length,
      content_index: 0,
      part: { type: 'output_text', text: '', annotations: [], logprobs: [] },
    });
    return message;
  }

  private closeMessage(status: 'completed' | 'incomplete'): void {
    const message = this.message;
    if (!message) return;
    this.message = undefined;
    const place = { item_id: message.id, output_index: this.items.length, content_index: 0 };
    const text = message.text.from(0);
    const part = { type: 'output_text' as const, text, annotations: [], logprobs: [] };
    const item: ResponseOutputMessage = {
      id: message.id,
      type: 'message',
      role: 'assistant',
      status,
      content: [part],
    };
    this.write({ type: 'response.output_text.done', ...place, text, logprobs: [] });
    this.write({ type: 'response.content_part.done', ...place, part });
    this.write({ type: 'response.output_item.done', output_index: place.output_index, item });
    this.items.push(item);
  }

  private response(
    status: 'in_progress' | 'completed' | 'incomplete' | 'failed',
    end: {
      reason?: IncompleteReason;
      tokens?: TokenCounts;
      serviceTier?: string | undefined;
      error?: { readonly code: string; readonly message: string };
    } = {},
  ): ServedResponse {
    const facts = this.facts;
    this.counted = end.tokens;
    const response = {
      id: facts.id,
      object: 'response' as const,
      created_at: facts.createdAt,
      status,
      error: end.error ?? null,
      incomplete_details: end.reason === undefined ? null : { reason: end.reason },
      instructions: null,
      max_output_tokens: facts.maxOutputTokens ?? null,
      metadata: { ...facts.metadata },
      model: facts.model,
      output: [...this.items],
      parallel_tool_calls: true,
      previous_response_id: facts.previousResponseId ?? null,
      temperature: null,
      tool_choice: 'auto' as const,
      tools: [],
      top_p: null,
      ...(facts.cache === undefined ? {} : { prompt_cache_diagnostics: facts.cache }),
      ...(end.serviceTier === undefined ? {} : { service_tier: end.serviceTier }),
    };
    return end.tokens ? { ...response, usage: usageOf(end.tokens) } : response;
  }
}

function usageOf({ input, cached, output, reasoning = 0 }: TokenCounts): ResponseUsage {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}
