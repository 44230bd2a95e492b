import { tokensOfLength } from '../../common/tokenEstimate';
import type { ReceivedInputItem } from '../../protocol/clientEvents';
import type { Response } from '../../protocol/wire';
import type { ModelSettings } from '../../engines/engine';
import { itemSize } from '../../engines/requestSize';

/** What a response says of the cache of chains when it was asked to compare itself with an earlier one. */
export type CacheDiagnosis = NonNullable<Response['prompt_cache_diagnostics']>;

/** What a request was asked with, besides the items of its conversation. */
export interface AskedWith {
  readonly model: string;
  readonly instructions: string;
  readonly settings: ModelSettings;
}

/** A request that is to be compared, with all it has to read. */
export interface AskedPrompt extends AskedWith {
  readonly items: readonly ReceivedInputItem[];
}

type Reason = Extract<CacheDiagnosis, { type: 'cache_miss' }>['reason'];

/** What has to be the same for anything to be read from a cache, in the order in which a server looks. */
const settings: readonly (readonly [Reason, (asked: AskedWith) => unknown])[] = [
  ['model_changed', ({ model }) => model],
  ['prompt_cache_key_changed', asked => asked.settings.promptCacheKey],
  ['service_tier_changed', asked => asked.settings.serviceTier ?? 'auto'],
  ['tools_changed', asked => [asked.settings.tools, asked.settings.toolChoice]],
  ['text_format_changed', asked => asked.settings.format],
  ['reasoning_effort_changed', asked => asked.settings.reasoningEffort],
  ['verbosity_changed', asked => asked.settings.verbosity],
];

/**
 * Whether the beginning of a request is what an earlier response has read, so that it need not be read anew.
 * @param compared the earlier request; undefined where it is not remembered
 */
export function diagnoseCache(compared: AskedPrompt | undefined, now: AskedPrompt): CacheDiagnosis {
  if (!compared) return { type: 'comparison_response_not_found' };
  const changed = settings.find(([, of]) => !isSame(of(compared), of(now)));
  if (changed) return { type: 'cache_miss', reason: changed[0], cache_missed_tokens: tokensIn(now) };
  const same = sameInstructions(compared, now) ? sameItems(compared.items, now.items) : 0;
  if (sameInstructions(compared, now) && same === compared.items.length) return { type: 'cache_hit' };
  const reusable = same === 0 ? 0 : tokensIn({ ...now, items: now.items.slice(0, same) });
  return {
    type: 'cache_miss',
    reason: 'input_changed',
    cache_missed_tokens: Math.max(0, tokensIn(now) - reusable),
    comparison_reusable_tokens: reusable,
  };
}

function sameInstructions(a: AskedWith, b: AskedWith): boolean {
  return a.instructions === b.instructions;
}

/** How many items both have at their beginning. */
function sameItems(a: readonly ReceivedInputItem[], b: readonly ReceivedInputItem[]): number {
  let count = 0;
  for (const item of a) {
    const other = b[count];
    if (other === undefined || !(item === other || isSame(item, other))) break;
    count++;
  }
  return count;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function tokensIn({ instructions, items }: AskedPrompt): number {
  return Math.ceil(tokensOfLength(items.reduce((sum, item) => sum + itemSize(item), instructions.length)));
}
