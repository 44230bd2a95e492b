import type { ModelSettings } from '../../../engine';
import type { ServerAddress } from '../../../../common/serverAddress';
import type { ServerTraits } from '../../probe/servers';
import { stated } from '../../../../common/stated';
import { ChoicesReader } from '../choicesReader';
import { limitField, optionalFields, type LimitField } from '../corrections';
import { draftFor } from '../draft';
import { isRecord, listOf } from '../json';
import { lastForm } from '../lastForm';
import type { WireForm } from '../wireForm';
import { ChatChoice } from './chatChoice';
import { chatMessages } from './messages';
import { asTaken, correctMessages } from './takenMessages';
import { chatTools } from './tools';

/** Fields a request also works without. */
const optional = optionalFields('chat', [
  ...['stream_options', 'prediction', 'reasoning_effort', 'verbosity', 'prompt_cache_key', 'service_tier'],
  ...['parallel_tool_calls', 'temperature', 'top_p', 'response_format', 'store', 'stream'],
  'return_progress',
]);

const limits: Readonly<Record<ServerTraits['limitField'], LimitField>> = {
  max_tokens: limitField('chat', ['max_tokens', 'max_completion_tokens']),
  max_completion_tokens: limitField('chat', ['max_completion_tokens', 'max_tokens']),
};

/** chat/completions: what nearly every server speaks. */
export function chatForm(address: ServerAddress, traits: ServerTraits): WireForm {
  const limitNames = limits[traits.limitField];
  return {
    api: 'chat',

    ask(request, model, warm, known) {
      const settings = request.settings ?? { tools: [] };
      const tools = chatTools(settings);
      const draft = warm ? undefined : draftFor(request, traits, model, known);
      const isLimited = draft === undefined || !traits.prediction?.unlimited;
      const limitName = isLimited ? limitNames.name(known) : undefined;
      const limit = limitName === undefined ? undefined : warm ? 1 : request.maxOutputTokens;
      const body = {
        model,
        messages: asTaken(chatMessages(request), known),
        stream: true,
        ...(traits.streamOptions ? { stream_options: { include_usage: true } } : {}),
        ...(traits.progress ? { return_progress: true } : {}),
        ...(limitName === undefined || limit === undefined ? {} : { [limitName]: limit }),
        ...tools,
        // Servers on machines of one's own draw by lot unless told otherwise; code is what is likeliest.
        ...(traits.ownMachine && lastForm(request)?.kind === 'cursor' ? { temperature: 0 } : {}),
        ...sampling(settings),
        ...(draft === undefined ? {} : { prediction: { type: 'content', content: draft } }),
        ...(draft !== undefined && traits.prediction?.greedy ? { temperature: 0 } : {}),
      };
      return {
        url: `${address.base}/chat/completions${address.query}`,
        body: optional.apply(body, known),
        limit,
      };
    },

    reader: (request, notes) => new ChoicesReader(request, new ChatChoice(request, notes)),

    whole(json) {
      const choices = listOf(json, 'choices').map(choice =>
        isRecord(choice) ? { ...choice, delta: choice['delta'] ?? choice['message'] } : choice,
      );
      return [isRecord(json) && choices.length > 0 ? { ...json, choices } : json];
    },

    correct: (refusal, { body }) =>
      limitNames.correct(refusal, body) ??
      correctMessages(refusal, listOf(body, 'messages')) ??
      optional.correct(refusal, body),
  };
}

function sampling(settings: ModelSettings): Readonly<Record<string, unknown>> {
  const { reasoningEffort, verbosity, temperature, topP, promptCacheKey, serviceTier, format } = settings;
  const given = {
    reasoning_effort: reasoningEffort,
    verbosity,
    temperature,
    top_p: topP,
    prompt_cache_key: promptCacheKey,
    service_tier: serviceTier,
    response_format: responseFormat(format),
  };
  return stated(given);
}

/** `text.format` of Responses is flat where `response_format` nests. */
function responseFormat(format: ModelSettings['format']): unknown {
  if (!format || format.type === 'text') return undefined;
  if (format.type !== 'json_schema') return format;
  const { type, ...schema } = format;
  return { type, json_schema: schema };
}
