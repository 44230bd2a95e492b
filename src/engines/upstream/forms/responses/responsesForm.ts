import type { ReceivedInputItem } from '../../../../protocol/clientEvents';
import type { EngineRequest } from '../../../engine';
import type { ServerAddress } from '../../../../common/serverAddress';
import { limitField, optionalFields } from '../corrections';
import { isRecord } from '../json';
import { hasCacheControls } from '../../../../protocol/promptCache';
import { correctBreakpoints, takesBreakpoints, withoutBreakpoints } from './breakpoints';
import type { WireForm } from '../wireForm';
import { ResponsesReader } from './responsesReader';

/** Fields a request also works without. Tools are no such thing: an answer without them is another answer. */
const optional = optionalFields('responses', [
  ...[
    'prompt_cache_key',
    'prompt_cache_options',
    'service_tier',
    'temperature',
    'top_p',
    'parallel_tool_calls',
    'text.verbosity',
  ],
  ...['text.format', 'store', 'reasoning.effort', 'stream_options', 'stream'],
]);
const limits = limitField('responses', ['max_output_tokens']);

/** Fewest tokens OpenAI takes as a limit. */
const fewestTokens = 16;

/** Responses over HTTP and server-sent events. The upstream keeps nothing: every request carries everything. */
export function responsesForm(address: ServerAddress): WireForm {
  return {
    api: 'responses',

    ask(request, model, warm, known) {
      const limitName = limits.name(known);
      const limit = limitName === undefined ? undefined : limitOf(request, warm);
      const body = {
        model,
        ...(request.instructions === '' ? {} : { instructions: request.instructions }),
        input: (takesBreakpoints(model, known) ? request.input : request.input.map(withoutBreakpoints)).map(
          asSent,
        ),
        ...(limitName === undefined || limit === undefined ? {} : { [limitName]: limit }),
        ...settingsOf(request, model),
        store: false,
        stream: true,
      };
      return { url: `${address.base}/responses${address.query}`, body: optional.apply(body, known), limit };
    },

    reader: (request, notes) => new ResponsesReader(request, notes),
    whole: json => [isWhole(json) ? { type: 'response.completed', response: json, whole: true } : json],
    correct: (refusal, { body }) =>
      limits.correct(refusal, body) ?? correctBreakpoints(refusal, body) ?? optional.correct(refusal, body),
  };
}

function isWhole(json: unknown): boolean {
  return isRecord(json) && Array.isArray(json['output']) && !isRecord(json['error']);
}

function limitOf({ maxOutputTokens }: EngineRequest, warm: boolean): number | undefined {
  if (warm) return fewestTokens;
  // The gateway cuts at the client's own limit; below this one the upstream would refuse.
  return maxOutputTokens === undefined ? undefined : Math.max(fewestTokens, maxOutputTokens);
}

function settingsOf({ settings }: EngineRequest, model: string): Readonly<Record<string, unknown>> {
  if (!settings) return {};
  const { tools, toolChoice, parallelToolCalls, reasoningEffort, verbosity, format } = settings;
  const text = { ...(verbosity === undefined ? {} : { verbosity }), ...(format ? { format } : {}) };
  const given = {
    ...(tools.length > 0 ? { tools, tool_choice: toolChoice, parallel_tool_calls: parallelToolCalls } : {}),
    reasoning: reasoningEffort === undefined ? undefined : { effort: reasoningEffort },
    text: Object.keys(text).length > 0 ? text : undefined,
    temperature: settings.temperature,
    top_p: settings.topP,
    prompt_cache_key: settings.promptCacheKey,
    prompt_cache_options: hasCacheControls(model) ? settings.promptCacheOptions : undefined,
    service_tier: settings.serviceTier,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Ids of items are the gateway's own and unknown to the upstream, and so is their status. */
function asSent(item: ReceivedInputItem): Readonly<Record<string, unknown>> {
  const { id: _id, status: _status, ...rest } = item;
  return rest;
}
