import type { EngineEvent, EngineRequest } from '../../../engine';
import { ChoiceChunks } from '../choiceChunks';
import { recordOf, textOf } from '../json';
import { textEvent } from '../usage';
import type { AnswerReader } from '../wireForm';

/** Reads the chunks of completions: `choices[0].text`, or `delta.content` as Mistral's FIM endpoint writes it. */
export class CompletionsReader implements AnswerReader {
  readonly #request: EngineRequest;
  readonly #chunks = new ChoiceChunks();
  #written = 0;

  constructor(request: EngineRequest) {
    this.#request = request;
  }

  get whole(): boolean {
    return this.#chunks.reason !== undefined;
  }

  get speaking(): boolean {
    return this.#written > 0;
  }

  take(chunk: unknown): readonly EngineEvent[] {
    const choice = this.#chunks.take(chunk);
    const text = textOf(choice, 'text') ?? textOf(recordOf(choice, 'delta'), 'content') ?? '';
    if (text === '') return [];
    this.#written += text.length;
    return [textEvent(text)];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    this.#chunks.checkEnd(marked);
    return [this.#chunks.end(this.#request, this.#written)];
  }
}
