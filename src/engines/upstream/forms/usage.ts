import { tokensOfLength } from '../../../common/tokenEstimate';
import type { EngineEvent, EngineRequest } from '../../engine';
import { estimateInputTokens } from '../../requestSize';
import { countOf, recordOf } from './json';

/** Tokens as an upstream counted them; what it did not say is undefined. */
export interface CountedTokens {
  readonly input: number | undefined;
  readonly cached: number | undefined;
  readonly output: number | undefined;
  readonly reasoning: number | undefined;
}

/** Reads the `usage` of chat/completions, completions and Responses, which differ in names only. */
export function readUsage(usage: unknown): CountedTokens | undefined {
  const input = countOf(usage, 'prompt_tokens') ?? countOf(usage, 'input_tokens');
  const output = countOf(usage, 'completion_tokens') ?? countOf(usage, 'output_tokens');
  // No prompt is empty: Ollama writes zeros with every piece of a completion, and counts in the last one.
  if (!input && !output) return undefined;
  const read = recordOf(usage, 'prompt_tokens_details') ?? recordOf(usage, 'input_tokens_details');
  const wrote = recordOf(usage, 'completion_tokens_details') ?? recordOf(usage, 'output_tokens_details');
  return {
    input,
    cached:
      countOf(read, 'cached_tokens') ??
      countOf(usage, 'prompt_cache_hit_tokens') ??
      countOf(usage, 'cached_input_tokens'),
    output,
    reasoning: countOf(wrote, 'reasoning_tokens') ?? countOf(usage, 'reasoning_tokens'),
  };
}

/** The `end` event. What the upstream did not count is estimated. */
export function endEvent(
  reason: Extract<EngineEvent, { kind: 'end' }>['reason'],
  counted: CountedTokens | undefined,
  request: EngineRequest,
  writtenUnits: number,
  serviceTier?: string,
): EngineEvent {
  return {
    kind: 'end',
    reason,
    inputTokens: counted?.input ?? estimateInputTokens(request),
    cachedTokens: Math.min(counted?.cached ?? 0, counted?.input ?? Infinity),
    outputTokens: counted?.output ?? Math.ceil(tokensOfLength(writtenUnits)),
    reasoningTokens: counted?.reasoning ?? 0,
    ...(serviceTier === undefined ? {} : { serviceTier }),
  };
}

/** A piece of the answer. What came in it need not be one token, so its tokens are estimated. */
export function textEvent(text: string): EngineEvent {
  return { kind: 'text', text, tokens: tokensOfLength(text.length), estimated: true };
}
