import { stated } from '../../common/stated';
import type { CreateBody } from '../../protocol/clientEvents';
import type { ModelSettings } from '../../engines/engine';

/** The options that a server behind the gateway can do something with: it knows none of the responses of the gateway. */
function cacheOptionsOf({
  prompt_cache_options: given,
}: CreateBody): Readonly<Record<string, unknown>> | undefined {
  const { comparison_response_id: _compared, prewarm: _prewarm, ...options } = given ?? {};
  return Object.keys(options).length > 0 ? options : undefined;
}

/** Whether a request only prepares: `generate: false`, or its newer name. */
export function isWarmUp({ generate, prompt_cache_options: options }: CreateBody): boolean {
  return generate === false || options?.prewarm === true;
}

/** What a request asks of the model besides its text. Fields that are null or missing are left out. */
export function modelSettings(body: CreateBody): ModelSettings {
  const given = {
    toolChoice: body.tool_choice,
    parallelToolCalls: body.parallel_tool_calls,
    reasoningEffort: body.reasoning?.effort,
    verbosity: body.text?.verbosity,
    format: body.text?.format,
    temperature: body.temperature,
    topP: body.top_p,
    promptCacheKey: body.prompt_cache_key,
    serviceTier: body.service_tier,
    promptCacheOptions: cacheOptionsOf(body),
  };
  return { tools: body.tools ?? [], ...stated(given) };
}
