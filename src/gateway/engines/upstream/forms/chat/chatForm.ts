import { textParts } from '../../../../../protocol/inputText';
import { readForm } from '../../../../../protocol/promptForms';
import type { EngineRequest, ModelSettings } from '../../../../engine';
import type { ServerAddress } from '../../../../../common/serverAddress';
import { readErrorBody } from '../../../../../protocol/saidError';
import type { ServerTraits } from '../../probe/servers';
import { Corrections } from '../corrections';
import { isRecord, listOf } from '../json';
import type { WireForm } from '../wireForm';
import { ChatReader } from './chatReader';
import { chatMessages } from './messages';
import { chatTools } from './tools';

/** Fields a request also works without. */
const optional = [
  ...['stream_options', 'prediction', 'reasoning_effort', 'verbosity', 'prompt_cache_key', 'service_tier'],
  ...['parallel_tool_calls', 'temperature', 'top_p', 'response_format', 'store'],
];

/** chat/completions: what nearly every server speaks. */
export function chatForm(address: ServerAddress, traits: ServerTraits): WireForm {
  const corrections = new Corrections(optional);
  let limitField = traits.limitField;
  return {
    api: 'chat',

    ask(request, model, warm) {
      const settings = request.settings ?? { tools: [] };
      const tools = chatTools(settings);
      const limit = warm ? 1 : request.maxOutputTokens;
      const draft = warm || !traits.prediction || tools.tools ? undefined : draftOf(request);
      const body = {
        model,
        messages: chatMessages(request),
        stream: true,
        ...(traits.streamOptions ? { stream_options: { include_usage: true } } : {}),
        ...(limit === undefined ? {} : { [limitField]: limit }),
        ...tools,
        ...(draft === undefined ? {} : { prediction: { type: 'content', content: draft } }),
        ...sampling(settings),
      };
      return { url: `${address.base}/chat/completions${address.query}`, body: corrections.apply(body) };
    },

    reader: request => new ChatReader(request),

    whole(json) {
      const choices = listOf(json, 'choices').map(choice =>
        isRecord(choice) ? { ...choice, delta: choice['message'] } : choice,
      );
      return [isRecord(json) && choices.length > 0 ? { ...json, choices } : json];
    },

    correct(refusal, { body }) {
      const other = otherLimit(limitField, readErrorBody(refusal.text)?.message ?? '');
      if (other === undefined || !(limitField in body)) return corrections.learn(refusal, body);
      limitField = other;
      return true;
    },
  };
}

/** The other name of the limit, where the server says that it is the one it knows. */
function otherLimit(
  sent: ServerTraits['limitField'],
  message: string,
): ServerTraits['limitField'] | undefined {
  if (!message.includes('max_completion_tokens')) return undefined;
  if (sent === 'max_tokens') return 'max_completion_tokens';
  return /unknown|unrecogni[sz]ed|unexpected|extra|not permitted/i.test(message) ? 'max_tokens' : undefined;
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
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** `text.format` of Responses is flat where `response_format` nests. */
function responseFormat(format: ModelSettings['format']): unknown {
  if (!format || format.type === 'text') return undefined;
  if (format.type !== 'json_schema') return format;
  const { type, ...schema } = format;
  return { type, json_schema: schema };
}

/** The code a rewrite begins from: most of it will stand in the answer again. */
function draftOf({ input }: EngineRequest): string | undefined {
  const last = textParts(input).findLast(part => part.role === 'user');
  const form = last && readForm(last.text);
  return form?.kind === 'selection' ? form.text : undefined;
}
