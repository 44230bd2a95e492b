import { EngineError, type EngineRequest } from '../../../engine';
import type { ServerAddress } from '../../../../common/serverAddress';
import type { ServerTraits } from '../../probe/servers';
import { ChoicesReader, type Choice } from '../choicesReader';
import { limitField, optionalFields } from '../corrections';
import { cursorTask, cursorWarmUp, type CursorTask } from '../cursorTask';
import { isRecord, listOf, recordOf, textOf } from '../json';
import type { WireForm } from '../wireForm';
import { fimFamilies, headed } from './fimFamilies';
import type { FimFamilyName } from '../../../../common/upstreamNames';

/** How the cursor is told: by the tokens of a family, or in a `suffix` field from which the server makes them. */
export type FimStyle = FimFamilyName | 'suffix';

/** Longest completion where the client names no limit, in tokens. The documented default of 16 is too short. */
const usualLimit = 256;

/** Most stop sequences every server takes. */
const mostStops = 4;

/** Fields a request also works without. */
const optional = optionalFields('completions', ['stream_options', 'stop', 'temperature', 'top_p', 'stream']);
const limits = limitField('completions', ['max_tokens', 'max_completion_tokens']);

/** completions with true fill-in-the-middle. Only for requests that end in a cursor. */
export function completionsForm(address: ServerAddress, traits: ServerTraits, style: FimStyle): WireForm {
  const { mostCompletionTokens: mostTokens = Infinity } = traits;
  const base = traits.completionsAt === 'root' ? address.root : address.base;
  const url =
    (address.completionsPath === undefined
      ? base + traits.completionsPath
      : address.base + address.completionsPath) + address.query;
  return {
    api: 'completions',

    ask(request, model, warm, known) {
      const limit = warm ? 1 : Math.min(request.maxOutputTokens ?? usualLimit, mostTokens);
      const limitName = limits.name(known);
      const body = {
        model,
        ...promptOf(warm ? warmTask(request) : taskOf(request), style),
        stream: true,
        ...(traits.streamOptions ? { stream_options: { include_usage: true } } : {}),
        ...(limitName === undefined ? {} : { [limitName]: limit }),
        temperature: request.settings?.temperature ?? 0,
        ...(request.settings?.topP === undefined ? {} : { top_p: request.settings.topP }),
      };
      return {
        url,
        body: optional.apply(body, known),
        limit: limitName === undefined ? undefined : limit,
      };
    },

    reader: request =>
      new ChoicesReader(request, { take: choice => textIn(choice) ?? '', plainText: textIn }),

    whole(json) {
      const choices = listOf(json, 'choices').map(choice => {
        const message = recordOf(choice, 'message');
        return isRecord(choice) && message ? { ...choice, delta: message } : choice;
      });
      return [isRecord(json) && choices.length > 0 ? { ...json, choices } : json];
    },

    correct: (refusal, { body }) => limits.correct(refusal, body) ?? optional.correct(refusal, body),
  };
}

/** `choices[0].text`, or `delta.content` as Mistral's FIM endpoint writes it. */
export function textIn(choice: Choice): string | undefined {
  return textOf(choice, 'text') ?? textOf(recordOf(choice, 'delta'), 'content');
}

/** The completion a request asks for. Throws when it asks for something else. */
export function taskOf(request: EngineRequest): CursorTask {
  const task = cursorTask(request);
  if (task) return task;
  throw new EngineError(
    400,
    'turns_not_supported',
    'This upstream is only asked for completions at a cursor, so it cannot chat or rewrite. Give a server or an --upstream-api that can (chat, responses or auto).',
  );
}

/** What a warm-up prepares: its documents, with nothing yet around the cursor. */
export function warmTask(request: EngineRequest): CursorTask {
  const documents = cursorWarmUp(request) ?? [];
  return {
    cursor: { kind: 'cursor', path: '', language: '', prefix: '', suffix: '' },
    documents,
    files: documents.length,
  };
}

/**
 * What stands for nothing in front of or behind the cursor, where the server puts the middle in by itself: one that
 * is given an empty suffix takes the request for a chat (Ollama), and one that is given an empty prompt only loads
 * the model.
 */
const nothing = '\n';

function promptOf({ cursor, documents }: CursorTask, style: FimStyle): Readonly<Record<string, unknown>> {
  const { prefix, suffix, path } = cursor;
  if (style === 'suffix')
    return { prompt: headed(documents, path, prefix) || nothing, suffix: suffix || nothing };
  const family = fimFamilies[style];
  return {
    prompt: family.prompt({ prefix, suffix, middle: '', path, documents }),
    stop: family.stop.slice(0, mostStops),
  };
}
