import type { EngineEvent, EngineRequest } from '../../../../engine';
import { errorInAnswer } from '../../http/failures';
import { brokenOff, notUnderstood } from '../brokenAnswer';
import { isRecord, listOf, recordOf, textOf } from '../json';
import { endEvent, readUsage, type CountedTokens } from '../usage';
import type { AnswerReader } from '../wireForm';

/** Reads the chunks of completions: `choices[0].text`, or `delta.content` as Mistral's FIM endpoint writes it. */
export class CompletionsReader implements AnswerReader {
  readonly #request: EngineRequest;
  #reason: string | undefined;
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
    if (chunk['error'] !== undefined && chunk['error'] !== null) throw errorInAnswer(chunk);
    if (chunk['object'] === 'error') throw errorInAnswer(chunk);
    this.#chunks++;
    this.#usage = readUsage(chunk['usage']) ?? this.#usage;
    const choice = listOf(chunk, 'choices')[0];
    const finish = textOf(choice, 'finish_reason');
    if (finish !== undefined && finish !== '') this.#reason = finish;
    const text = textOf(choice, 'text') ?? textOf(recordOf(choice, 'delta'), 'content') ?? '';
    if (text === '') return [];
    this.#written += text.length;
    return [{ kind: 'text', text, tokens: 1 }];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    if (this.#chunks === 0) throw marked ? notUnderstood('no answer in the stream') : brokenOff();
    if (this.#reason === undefined && !marked) throw brokenOff();
    const reason =
      this.#reason === 'length'
        ? 'max_output_tokens'
        : this.#reason === 'content_filter'
          ? 'content_filter'
          : 'stop';
    return [endEvent(reason, this.#usage, this.#request, this.#written)];
  }
}
