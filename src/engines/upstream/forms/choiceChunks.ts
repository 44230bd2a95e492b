import type { EngineEvent, EngineRequest } from '../../engine';
import { readErrorValue } from '../../../protocol/saidError';
import { errorInAnswer } from '../http/failures';
import { brokenOff, notUnderstood } from './brokenAnswer';
import { endReasonOf, type EndReason } from './endReason';
import { isRecord, listOf, recordOf, textOf } from './json';
import { endEvent, readUsage, type CountedTokens } from './usage';

/**
 * What chat/completions and completions have in common: an answer is the first choice of many chunks, one of which
 * tells why it ended and one what it cost.
 */
export class ChoiceChunks {
  #reason: EndReason | undefined;
  #usage: CountedTokens | undefined;
  #serviceTier: string | undefined;
  #chunks = 0;
  #choices = 0;

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
    this.#serviceTier = textOf(chunk, 'service_tier') ?? this.#serviceTier;
    const choice = listOf(chunk, 'choices')[0];
    if (!isRecord(choice)) return undefined;
    this.#choices++;
    if (isRecord(choice['error'])) throw errorInAnswer(choice['error']);
    // SGLang's own form has an object there.
    const finish = textOf(choice, 'finish_reason') ?? textOf(recordOf(choice, 'finish_reason'), 'type');
    if (finish !== undefined && finish !== '' && finish !== 'null') this.#reason = endReasonOf(finish);
    return choice;
  }

  /** Throws `UpstreamError` when the stream is over before the answer is. `marked`: it ended with `[DONE]`. */
  checkEnd(marked: boolean): void {
    if (this.#chunks === 0) throw marked ? notUnderstood('no answer in the stream') : brokenOff();
    if (this.#choices === 0 && marked) throw notUnderstood('no choices');
    if (this.#reason === undefined && !marked) throw brokenOff();
  }

  /** The `end` event of the answer, of which `written` code units were passed on. */
  end(request: EngineRequest, written: number): EngineEvent {
    return endEvent(this.#reason ?? 'stop', this.#usage, request, written, this.#serviceTier);
  }
}

/** What a chunk has that is no error, besides choices. */
const harmless = ['usage', 'prompt_filter_results', 'x_groq'];

/** Whether a chunk is an error in disguise: each server has a shape of its own. */
function isError(chunk: Readonly<Record<string, unknown>>): boolean {
  const { error, choices } = chunk;
  if (typeof error === 'string' ? error !== '' : isRecord(error)) return true;
  if (chunk['object'] === 'error') return true;
  if (Array.isArray(choices) || isSignOfLife(chunk) || harmless.some(field => isRecord(chunk[field])))
    return false;
  const said = readErrorValue(chunk);
  return said !== undefined && said.message !== said.code;
}

function isSignOfLife(chunk: Readonly<Record<string, unknown>>): boolean {
  return /^(ping|keep-?_?alive|heartbeat)$/i.test(textOf(chunk, 'type') ?? textOf(chunk, 'object') ?? '');
}
