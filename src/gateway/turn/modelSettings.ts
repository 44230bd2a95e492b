import type { CreateBody } from '../../protocol/clientEvents';
import type { ModelSettings } from '../../engines/engine';

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
  };
  const stated = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return { tools: body.tools ?? [], ...Object.fromEntries(stated) };
}
