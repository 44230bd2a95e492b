import type { EngineEvent, EngineRequest } from '../../../engine';
import type { ServerAddress } from '../../../../common/serverAddress';
import { readErrorValue } from '../../../../protocol/saidError';
import { errorInAnswer } from '../../http/failures';
import { brokenOff, notUnderstood } from '../brokenAnswer';
import { taskOf } from '../completions/completionsForm';
import type { Known } from '../../lessons';
import { limitField, optionalFields } from '../corrections';
import { countOf, isRecord, recordOf, textOf } from '../json';
import { endEvent, textEvent, type CountedTokens } from '../usage';
import type { AnswerReader, WireForm } from '../wireForm';
import { InfillFiles } from './infillFiles';
import { beginsWith } from './lastPiece';
import { TokenPrompts, type FillTokens, type TokenPrompt } from './tokenPrompts';

/** Longest completion where the client names no limit, in tokens. */
const usualLimit = 256;

/** Fields a request also works without. */
const optional = optionalFields('infill', ['temperature', 'top_p', 'cache_prompt', 'return_progress']);
const limits = limitField('infill', ['n_predict']);

/** The lesson that a server, or its model, takes no prompt in the tokens of the model. */
const withoutTokens = 'infill without tokens';

/**
 * Completions of llama.cpp, for requests that end in a cursor only. Where the tokens of its model are known the prompt is written here and goes to
 * `/completion`: see `TokenPrompts` for why. Else it is written by the server, which knows the tokens of every model that has some: `/infill`.
 * Why it is to tell its progress: see `ServerTraits.progress`.
 */
export function infillForm(address: ServerAddress, tokens?: FillTokens): WireForm {
  const prompts = tokens && new TokenPrompts(tokens);
  const files = new InfillFiles();
  /** What the answer to a request says again of what stands before the cursor. */
  const again = new WeakMap<EngineRequest, string>();
  const areTaken = (known: Known): boolean => !known.has(withoutTokens);
  const { root, query } = address;
  return {
    api: 'infill',

    ask(request, model, warm, known) {
      const limit = warm ? 1 : (request.maxOutputTokens ?? usualLimit);
      const limitName = limits.name(known);
      const prompt = prompts && areTaken(known) ? promptOf(prompts, request, warm, limit) : undefined;
      again.set(request, prompt?.again ?? '');
      const body = {
        model,
        ...(prompt ? fieldsOf(prompt) : files.of(request, warm)),
        ...(limitName === undefined ? {} : { [limitName]: limit }),
        temperature: request.settings?.temperature ?? 0,
        ...(request.settings?.topP === undefined ? {} : { top_p: request.settings.topP }),
        cache_prompt: true,
        stream: true,
        return_progress: true,
      };
      return {
        url: `${root}${prompt ? completion : infill}${query}`,
        body: optional.apply(body, known),
        limit: limitName === undefined ? undefined : limit,
      };
    },

    prepares: (request, known) =>
      prompts && areTaken(known) ? prompts.ahead(request) !== undefined : files.prepares(request),
    reader: request => new InfillReader(request, again.get(request) ?? ''),
    whole: json => [isRecord(json) ? { ...json, stop: true } : json],
    correct(refusal, { url, body }) {
      const field = limits.correct(refusal, body) ?? optional.correct(refusal, body);
      const isRefused = url.startsWith(root + completion) && [400, 404, 405, 501].includes(refusal.status);
      return field ?? (isRefused ? { lessons: [withoutTokens], lasting: true } : undefined);
    },
  };
}

const infill = '/infill';
const completion = '/completion';

function promptOf(
  prompts: TokenPrompts,
  request: EngineRequest,
  warm: boolean,
  limit: number,
): TokenPrompt | undefined {
  if (!warm) return prompts.of(taskOf(request), limit);
  const prompt = prompts.ahead(request);
  return prompt === undefined ? undefined : { prompt, again: '', stop: [] };
}

function fieldsOf({ prompt, again, stop }: TokenPrompt): Readonly<Record<string, unknown>> {
  return { prompt, stop, ...(again === '' ? {} : { grammar: beginsWith(again) }) };
}

/** Reads the stream of `/infill` and `/completion`: pieces with `content`, the last with `stop: true` and the counts. */
class InfillReader implements AnswerReader {
  private readonly request: EngineRequest;
  private end: Readonly<Record<string, unknown>> | undefined;
  private written = 0;
  private contents = 0;
  /** Of what is said again of the text before the cursor, how much has not come yet, in UTF-16 code units. */
  private left: number;

  /** @param again what every answer to this request begins with, and which is no part of it */
  constructor(request: EngineRequest, again: string) {
    this.request = request;
    this.left = again.length;
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
    const content = textOf(chunk, 'content') ?? '';
    const text = content.slice(this.left);
    this.left = Math.max(0, this.left - content.length);
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
