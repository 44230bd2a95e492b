import type { ServerEventOf } from '../../protocol/serverEvents';
import type { TurnResult } from '../turn';

/** Tokens of one response, as a server counted them. */
export interface Usage {
  readonly counted: NonNullable<TurnResult['usage']>;
  /** Those that became text; undefined where the server does not tell them from thoughts. */
  readonly textTokens: number | undefined;
}

/**
 * Reads what a server says about tokens. Numbers that cannot be counts are as good as none.
 * @param thought whether the model was seen to think
 */
export function usageOf(
  usage: ServerEventOf<'response.completed'>['response']['usage'],
  thought: boolean,
): Usage | undefined {
  if (!usage) return undefined;
  const inputTokens = tokens(usage.input_tokens);
  const outputTokens = tokens(usage.output_tokens);
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  const thoughts = tokens(usage.output_tokens_details?.reasoning_tokens) ?? 0;
  return {
    counted: {
      inputTokens,
      outputTokens,
      cachedTokens: tokens(usage.input_tokens_details?.cached_tokens) ?? 0,
    },
    textTokens: thought && thoughts === 0 ? undefined : Math.max(0, outputTokens - thoughts),
  };
}

function tokens(value = NaN): number | undefined {
  const count = Math.round(value);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
