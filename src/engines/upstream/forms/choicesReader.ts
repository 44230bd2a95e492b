import type { EngineEvent, EngineRequest } from '../../engine';
import { readErrorValue } from '../../../protocol/saidError';
import { errorInAnswer } from '../http/failures';
import { brokenOff, notUnderstood } from './brokenAnswer';
import { endReasonOf, type EndReason } from './endReason';
import { isRecord, listOf, recordOf, textOf } from './json';
import { endEvent, readUsage, textEvent, type CountedTokens } from './usage';
import type { AnswerReader } from './wireForm';

/** The choice of a chunk; undefined where it has none: the first chunk of Azure, and those with the usage. */
export type Choice = Readonly<Record<string, unknown>> | undefined;

/** What the choices of one form hold. */
export interface ChoiceContent {
  /** The text of the next choice that is passed on. Throws `UpstreamError` for what the client is to be told. */
  take(choice: Choice): string;
  /** Whether the answer itself is being written; where it is not told, it is once there is text. */
  readonly speaking?: boolean;
  /**
   * The answer is over: what is left to pass on, and how many code units that the model wrote are in it.
   * @param written code units of the text so far
   */
  rest?(
    reason: EndReason,
    written: number,
  ): { readonly events: readonly EngineEvent[]; readonly units: number };
}

/**
 * Reads what chat/completions and completions have in common: an answer is the first choice of many chunks, one of which
 * tells why it ended and one what it cost. What stands in a choice is read by the form's own `ChoiceContent`.
 */
export class ChoicesReader implements AnswerReader {
  private readonly request: EngineRequest;
  private readonly content: ChoiceContent;
  private reason: EndReason | undefined;
  private usage: CountedTokens | undefined;
  private serviceTier: string | undefined;
  private chunks = 0;
  private choices = 0;
  private written = 0;

  constructor(request: EngineRequest, content: ChoiceContent) {
    this.request = request;
    this.content = content;
  }

  get whole(): boolean {
    return this.reason !== undefined;
  }

  get speaking(): boolean {
    return this.content.speaking ?? this.written > 0;
  }

  take(chunk: unknown): readonly EngineEvent[] {
    const text = this.content.take(this.choiceOf(chunk));
    if (text === '') return [];
    this.written += text.length;
    return [textEvent(text)];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    this.checkEnd(marked);
    const reason = this.reason ?? 'stop';
    const { events, units } = this.content.rest?.(reason, this.written) ?? { events: [], units: 0 };
    const written = this.written + units;
    return [...events, endEvent(reason, this.usage, this.request, written, this.serviceTier)];
  }

  /** Throws `UpstreamError` when the chunk is an error, or of another form. */
  private choiceOf(chunk: unknown): Choice {
    if (!isRecord(chunk)) throw notUnderstood('a chunk that is no object');
    if (isError(chunk)) throw errorInAnswer(chunk);
    this.chunks++;
    this.usage = readUsage(chunk['usage']) ?? readUsage(recordOf(chunk, 'x_groq')?.['usage']) ?? this.usage;
    this.serviceTier = textOf(chunk, 'service_tier') ?? this.serviceTier;
    const choice = listOf(chunk, 'choices')[0];
    if (!isRecord(choice)) return undefined;
    this.choices++;
    if (isRecord(choice['error'])) throw errorInAnswer(choice['error']);
    // SGLang's own form has an object there.
    const finish = textOf(choice, 'finish_reason') ?? textOf(recordOf(choice, 'finish_reason'), 'type');
    if (finish !== undefined && finish !== '' && finish !== 'null') this.reason = endReasonOf(finish);
    return choice;
  }

  /** Throws `UpstreamError` when the stream is over before the answer is. `marked`: it ended with `[DONE]`. */
  private checkEnd(marked: boolean): void {
    if (this.chunks === 0) throw marked ? notUnderstood('no answer in the stream') : brokenOff();
    if (this.choices === 0 && marked) throw notUnderstood('no choices');
    if (this.reason === undefined && !marked) throw brokenOff();
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
