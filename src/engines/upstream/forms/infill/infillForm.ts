import type { EngineEvent, EngineRequest } from '../../../engine';
import type { ServerAddress } from '../../../../common/serverAddress';
import { readErrorValue } from '../../../../protocol/saidError';
import { errorInAnswer } from '../../http/failures';
import { brokenOff, notUnderstood } from '../brokenAnswer';
import { taskOf } from '../completions/completionsForm';
import type { ContextText } from '../cursorTask';
import { limitField, optionalFields } from '../corrections';
import { countOf, isRecord, recordOf, textOf } from '../json';
import { endEvent, textEvent, type CountedTokens } from '../usage';
import type { AnswerReader, WireForm } from '../wireForm';
import { infillPrefix } from './infillPrefix';
import { infillSuffix } from './infillSuffix';
import { isWorthWarming, warmedOf, type Front } from './infillWarm';

/** Longest completion where the client names no limit, in tokens. */
const usualLimit = 256;

/** Fields a request also works without. */
const optional = optionalFields('infill', ['temperature', 'top_p', 'cache_prompt', 'return_progress']);
const limits = limitField('infill', ['n_predict']);

/**
 * `/infill` of llama.cpp: the server knows the model's tokens, and puts other files (`input_extra`) in front in the
 * model's own format for repositories. Only for requests that end in a cursor. Of a long file the beginning goes
 * behind the other files, where a warm-up has it, so that it is read once; then come the parts of files that were chosen for this
 * place, and what stands further behind the cursor. Why it is to tell its progress: see `ServerTraits.progress`.
 */
export function infillForm(address: ServerAddress): WireForm {
  /** Of the latest request. */
  let front: Front | undefined;
  return {
    api: 'infill',

    ask(request, model, warm, known) {
      const limit = warm ? 1 : (request.maxOutputTokens ?? usualLimit);
      const limitName = limits.name(known);
      const { cursor, documents, files } = warm ? warmedOf(request, front) : taskOf(request);
      const { head, prefix } = infillPrefix(cursor.prefix);
      const { suffix, tail } = infillSuffix(cursor.suffix);
      const own = (text: string): readonly ContextText[] =>
        text === '' ? [] : [{ path: cursor.path, text }];
      const first = [...documents.slice(0, files), ...own(head)];
      const extra = [...first, ...documents.slice(files), ...own(tail)];
      if (!warm) front = { path: cursor.path, before: cursor.prefix.length, files: first };
      const body = {
        model,
        input_prefix: prefix,
        input_suffix: suffix,
        input_extra: extra.map(({ path, text }) => ({ filename: path, text })),
        prompt: '',
        ...(limitName === undefined ? {} : { [limitName]: limit }),
        temperature: request.settings?.temperature ?? 0,
        ...(request.settings?.topP === undefined ? {} : { top_p: request.settings.topP }),
        cache_prompt: true,
        stream: true,
        return_progress: true,
      };
      return {
        url: `${address.root}/infill${address.query}`,
        body: optional.apply(body, known),
        limit: limitName === undefined ? undefined : limit,
      };
    },

    prepares: request => isWorthWarming(warmedOf(request, front), front),
    reader: request => new InfillReader(request),
    whole: json => [isRecord(json) ? { ...json, stop: true } : json],
    correct: (refusal, { body }) => limits.correct(refusal, body) ?? optional.correct(refusal, body),
  };
}

/** Reads the stream of `/infill`: pieces with `content`, the last with `stop: true` and the counts. */
class InfillReader implements AnswerReader {
  private readonly request: EngineRequest;
  private end: Readonly<Record<string, unknown>> | undefined;
  private written = 0;
  private contents = 0;

  constructor(request: EngineRequest) {
    this.request = request;
  }

  get whole(): boolean {
    return this.end !== undefined;
  }

  get speaking(): boolean {
    return this.written > 0;
  }

  take(chunk: unknown): readonly EngineEvent[] {
    if (!isRecord(chunk)) throw notUnderstood('a piece that is no object');
    // In the stream an error comes bare (`code`, `message`, `type`) or under `error`, by version.
    const isBare = chunk['content'] === undefined && readErrorValue(chunk) !== undefined;
    if (chunk['error'] !== undefined || isBare) throw errorInAnswer(chunk);
    if (chunk['content'] === undefined && chunk['stop'] === true && this.contents === 0)
      throw notUnderstood('no content');
    if (chunk['content'] !== undefined) this.contents++;
    if (chunk['stop'] === true) this.end = chunk;
    const text = textOf(chunk, 'content') ?? '';
    if (text === '') return [];
    this.written += text.length;
    return [textEvent(text)];
  }

  finish(marked: boolean): readonly EngineEvent[] {
    if (!this.end && !(marked && this.contents > 0)) throw brokenOff();
    const limited = textOf(this.end, 'stop_type') === 'limit' || this.end?.['stopped_limit'] === true;
    return [endEvent(limited ? 'max_output_tokens' : 'stop', this.counted, this.request, this.written)];
  }

  /** `tokens_evaluated` is the whole prompt; of it `timings.prompt_n` had to be computed, the rest was cached. */
  get counted(): CountedTokens {
    const input = countOf(this.end, 'tokens_evaluated');
    const computed = countOf(recordOf(this.end, 'timings'), 'prompt_n');
    return {
      input,
      cached: input !== undefined && computed !== undefined ? Math.max(0, input - computed) : undefined,
      output: countOf(this.end, 'tokens_predicted'),
      reasoning: undefined,
    };
  }
}
