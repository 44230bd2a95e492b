import type { EngineEvent, EngineRequest } from '../../../../engine';
import { UpstreamError } from '../../upstreamError';
import { notUnderstood } from '../brokenAnswer';
import { ChoiceChunks } from '../choiceChunks';
import { listOf, recordOf, textOf } from '../json';
import type { AnswerReader } from '../wireForm';
import { CallCollector } from './callCollector';
import { ThoughtFilter } from './thoughtFilter';

/** Reads the chunks of chat/completions. Thoughts are dropped and counted as the upstream counts them. */
export class ChatReader implements AnswerReader {
  readonly #request: EngineRequest;
  readonly #chunks = new ChoiceChunks();
  readonly #thoughts = new ThoughtFilter();
  readonly #calls = new CallCollector();
  #written = 0;

  constructor(request: EngineRequest) {
    this.#request = request;
  }

  get whole(): boolean {
    return this.#chunks.reason !== undefined;
  }

  take(chunk: unknown): readonly EngineEvent[] {
    const delta = recordOf(this.#chunks.take(chunk), 'delta') ?? {};
    for (const call of listOf(delta, 'tool_calls')) this.#calls.take(call);
    if (this.#calls.tooLarge) throw notUnderstood('a tool call beyond all size');
    this.#refuseUnasked();
    const text = this.#thoughts.take(contentText(delta['content']) + (textOf(delta, 'refusal') ?? ''));
    if (text === '') return [];
    this.#written += text.length;
    return [{ kind: 'text', text, tokens: 1 }];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    this.#chunks.checkEnd(marked);
    const rest = this.#thoughts.rest();
    this.#written += rest.length + this.#calls.size;
    const { reason = 'stop' } = this.#chunks;
    return [
      ...(rest === '' ? [] : [{ kind: 'text', text: rest, tokens: 1 } as const]),
      // Calls of an answer that was cut may be cut themselves.
      ...(reason === 'stop' ? this.#calls.events() : []),
      this.#chunks.end(this.#request, this.#written),
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

/** Text of `delta.content`: a string, or the list of parts Mistral's reasoning models write. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (textOf(part, 'type') === 'text' ? (textOf(part, 'text') ?? '') : ''))
    .join('');
}
