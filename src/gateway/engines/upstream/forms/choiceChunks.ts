import type { EngineEvent, EngineRequest } from '../../../engine';
import { errorInAnswer } from '../http/failures';
import { UpstreamError } from '../upstreamError';
import { brokenOff, notUnderstood } from './brokenAnswer';
import { isRecord, listOf, recordOf, textOf } from './json';
import { endEvent, readUsage, type CountedTokens } from './usage';

/** How an answer ended, in the gateway's terms. */
export type EndReason = Extract<EngineEvent, { kind: 'end' }>['reason'];

/**
 * What chat/completions and completions have in common: an answer is the first choice of many chunks, one of which
 * tells why it ended and one what it cost.
 */
export class ChoiceChunks {
  #reason: EndReason | undefined;
  #usage: CountedTokens | undefined;
  #chunks = 0;

  /** Why the answer ended; undefined while it has not. */
  get reason(): EndReason | undefined {
    return this.#reason;
  }

  /**
   * The choice of the next chunk, or undefined when it has none: the first chunk of Azure, and those with the usage.
   * Throws `UpstreamError` when the chunk is an error, or of another form.
   */
  take(chunk: unknown): Readonly<Record<string, unknown>> | undefined {
    if (!isRecord(chunk)) throw notUnderstood('a chunk that is no object');
    if (isError(chunk)) throw errorInAnswer(chunk);
    this.#chunks++;
    this.#usage = readUsage(chunk['usage']) ?? readUsage(recordOf(chunk, 'x_groq')?.['usage']) ?? this.#usage;
    const choice = listOf(chunk, 'choices')[0];
    if (!isRecord(choice)) return undefined;
    if (isRecord(choice['error'])) throw errorInAnswer(choice['error']);
    const finish = textOf(choice, 'finish_reason');
    if (finish !== undefined && finish !== '') this.#reason = reasonOf(finish);
    return choice;
  }

  /** Throws `UpstreamError` when the stream is over before the answer is. `marked`: it ended with `[DONE]`. */
  checkEnd(marked: boolean): void {
    if (this.#chunks === 0) throw marked ? notUnderstood('no answer in the stream') : brokenOff();
    if (this.#reason === undefined && !marked) throw brokenOff();
  }

  /** The `end` event of the answer, of which `written` code units were passed on. */
  end(request: EngineRequest, written: number): EngineEvent {
    return endEvent(this.#reason ?? 'stop', this.#usage, request, written);
  }
}

/** Whether a chunk is an error in disguise: OpenAI, vLLM, SGLang, OpenRouter and Ollama each have a shape. */
function isError(chunk: Readonly<Record<string, unknown>>): boolean {
  const { error } = chunk;
  if (typeof error === 'string' ? error !== '' : isRecord(error)) return true;
  return chunk['object'] === 'error' || (chunk['choices'] === undefined && chunk['detail'] !== undefined);
}

function reasonOf(finish: string): EndReason {
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
