import type { EngineEvent, EngineRequest } from '../../../../engine';
import { errorInAnswer } from '../../http/failures';
import { UpstreamError } from '../../upstreamError';
import { brokenOff, notUnderstood } from '../brokenAnswer';
import { isRecord, listOf, recordOf, textOf } from '../json';
import { endEvent, readUsage, type CountedTokens } from '../usage';
import type { AnswerReader } from '../wireForm';
import { CallCollector } from './callCollector';
import { ThoughtFilter } from './thoughtFilter';

type Reason = Extract<EngineEvent, { kind: 'end' }>['reason'];

/** Reads the chunks of chat/completions. Thoughts are dropped and counted as the upstream counts them. */
export class ChatReader implements AnswerReader {
  readonly #request: EngineRequest;
  readonly #thoughts = new ThoughtFilter();
  readonly #calls = new CallCollector();
  #reason: Reason | undefined;
  #usage: CountedTokens | undefined;
  #written = 0;
  #chunks = 0;

  constructor(request: EngineRequest) {
    this.#request = request;
  }

  get whole(): boolean {
    return this.#reason !== undefined;
  }

  take(chunk: unknown): readonly EngineEvent[] {
    if (!isRecord(chunk)) throw notUnderstood('a chunk that is no object');
    if (isError(chunk)) throw errorInAnswer(chunk);
    this.#chunks++;
    this.#usage = readUsage(chunk['usage']) ?? readUsage(recordOf(chunk, 'x_groq')?.['usage']) ?? this.#usage;
    // The first chunk of Azure has no choices, nor has the one with the usage.
    const choice = listOf(chunk, 'choices')[0];
    if (choice === undefined) return [];
    if (isRecord(choice) && isRecord(choice['error'])) throw errorInAnswer(choice['error']);
    const delta = recordOf(choice, 'delta') ?? {};
    for (const call of listOf(delta, 'tool_calls')) this.#calls.take(call);
    if (this.#calls.tooLarge) throw notUnderstood('a tool call beyond all size');
    this.#refuseUnasked();
    const text = this.#thoughts.take(contentText(delta['content']) + (textOf(delta, 'refusal') ?? ''));
    const finish = textOf(choice, 'finish_reason');
    if (finish !== undefined && finish !== '') this.#reason = reasonOf(finish);
    if (text === '') return [];
    this.#written += text.length;
    return [{ kind: 'text', text, tokens: 1 }];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    if (this.#chunks === 0) throw marked ? notUnderstood('no answer in the stream') : brokenOff();
    if (this.#reason === undefined && !marked) throw brokenOff();
    const rest = this.#thoughts.rest();
    this.#written += rest.length + this.#calls.size;
    return [
      ...(rest === '' ? [] : [{ kind: 'text', text: rest, tokens: 1 } as const]),
      // Calls of an answer that was cut may be cut themselves.
      ...(this.#reason === undefined || this.#reason === 'stop' ? this.#calls.events() : []),
      endEvent(this.#reason ?? 'stop', this.#usage, this.#request, this.#written),
    ];
  }

  #refuseUnasked(): void {
    if (this.#calls.names.length === 0 || (this.#request.settings?.tools.length ?? 0) > 0) return;
    const name = this.#calls.names[0] ?? '';
    throw new UpstreamError({
      status: 502,
      code: 'upstream_unexpected_tool_call',
      message: `The model wants to call a tool ("${name.slice(0, 80)}"), but this request offers none.`,
    });
  }
}

/** Whether a chunk is an error in disguise: OpenAI, vLLM, SGLang, OpenRouter and Ollama each have a shape. */
function isError(chunk: Readonly<Record<string, unknown>>): boolean {
  const { error } = chunk;
  if (typeof error === 'string' ? error !== '' : isRecord(error)) return true;
  return chunk['object'] === 'error' || (chunk['choices'] === undefined && chunk['detail'] !== undefined);
}

/** Text of `delta.content`: a string, or the list of parts Mistral's reasoning models write. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (textOf(part, 'type') === 'text' ? (textOf(part, 'text') ?? '') : ''))
    .join('');
}

function reasonOf(finish: string): Reason {
  if (finish === 'length' || finish === 'max_tokens') return 'max_output_tokens';
  if (finish === 'content_filter') return 'content_filter';
  if (finish === 'error' || finish === 'abort') {
    throw new UpstreamError({
      status: 502,
      code: 'upstream_error',
      message: `The upstream broke off: it ended the answer with "${finish}" and gave no reason.`,
    });
  }
  return 'stop';
}
