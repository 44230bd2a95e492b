import type { EngineEvent, EngineRequest } from '../../engine';
import { readErrorValue } from '../../../protocol/saidError';
import { errorInAnswer } from '../http/failures';
import { brokenOff, notUnderstood } from './brokenAnswer';
import { endReasonOf, type EndReason } from './endReason';
import { isRecord, listOf, recordOf, textOf } from './json';
import { endEvent, readUsage, textEvent, type CountedTokens } from './usage';
import type { AnswerReader, PlainTexts } from './wireForm';

/** The choice of a chunk; undefined where it has none: the first chunk of Azure, and those with the usage. */
export type Choice = Readonly<Record<string, unknown>> | undefined;

/** What the choices of one form hold. */
export interface ChoiceContent {
  /** The text of the next choice that is passed on. Throws `UpstreamError` for what the client is to be told. */
  take(choice: Choice): string;
  /** The text of a choice that carries nothing else of interest, whatever its text is; undefined for every other. */
  plainText?(choice: Readonly<Record<string, unknown>>): string | undefined;
  /** The text that is passed on of such a choice; only with `plainText`. */
  takeText?(text: string): string;
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

  readonly texts: PlainTexts = {
    of: chunk => this.plainText(chunk),
    take: text => {
      this.chunks++;
      this.choices++;
      return this.pass(this.content.takeText?.(text) ?? text);
    },
  };

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

  get counted(): CountedTokens | undefined {
    return this.usage;
  }

  take(chunk: unknown): readonly EngineEvent[] {
    return this.pass(this.content.take(this.choiceOf(chunk)));
  }

  private pass(text: string): readonly EngineEvent[] {
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

  /** Of a chunk that tells nothing that is kept: no end, no usage, no tier that was not told before. */
  private plainText(chunk: unknown): string | undefined {
    if (!isRecord(chunk) || isError(chunk) || usageIn(chunk)) return undefined;
    const tier = textOf(chunk, 'service_tier');
    if (tier !== undefined && tier !== this.serviceTier) return undefined;
    const choice = listOf(chunk, 'choices')[0];
    if (!isRecord(choice) || isRecord(choice['error']) || finishOf(choice) !== undefined) return undefined;
    return this.content.plainText?.(choice);
  }

  /** Throws `UpstreamError` when the chunk is an error, or of another form. */
  private choiceOf(chunk: unknown): Choice {
    if (!isRecord(chunk)) throw notUnderstood('a chunk that is no object');
    // A failure has its price too.
    this.usage = usageIn(chunk) ?? this.usage;
    if (isError(chunk)) throw errorInAnswer(chunk);
    this.chunks++;
    this.serviceTier = textOf(chunk, 'service_tier') ?? this.serviceTier;
    const choice = listOf(chunk, 'choices')[0];
    if (!isRecord(choice)) return undefined;
    this.choices++;
    if (isRecord(choice['error'])) throw errorInAnswer(choice['error']);
    const finish = finishOf(choice);
    if (finish !== undefined) this.reason = endReasonOf(finish);
    return choice;
  }

  /** Throws `UpstreamError` when the stream is over before the answer is. `marked`: it ended with `[DONE]`. */
  private checkEnd(marked: boolean): void {
    if (this.chunks === 0) throw marked ? notUnderstood('no answer in the stream') : brokenOff();
    if (this.choices === 0 && marked) throw notUnderstood('no choices');
    if (this.reason === undefined && !marked) throw brokenOff();
  }
}

function usageIn(chunk: Readonly<Record<string, unknown>>): CountedTokens | undefined {
  return readUsage(chunk['usage']) ?? readUsage(recordOf(chunk, 'x_groq')?.['usage']);
}

/** What a choice says of the end of its answer, if anything. */
function finishOf(choice: Readonly<Record<string, unknown>>): string | undefined {
  // SGLang's own form has an object there.
  const finish = textOf(choice, 'finish_reason') ?? textOf(recordOf(choice, 'finish_reason'), 'type');
  return finish === '' || finish === 'null' ? undefined : finish;
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
