import type { WireError } from './errors';
import type { ServiceTier } from './serviceTier';

/** What our gateway says where the server behind it does not serve the tier that was asked for. */
export const tierRefusedCode = 'upstream_tier_refused';

/** Why a request was turned away because of its service tier. */
export interface TierRefusal {
  /**
   * `value`: this tier is not to be had (for this model, for this key); `field`: the server knows of no tiers;
   * `limit`: as many requests of the tier as are allowed have been made.
   */
  readonly why: 'value' | 'field' | 'limit';
}

/** Names of tiers that are no words of the language: they mean the tier wherever they stand. */
const unmistakable: readonly ServiceTier[] = ['ultrafast'];

const ordinary: readonly ServiceTier[] = ['auto', 'default'];

/**
 * Whether a request was turned away because of the tier it asked for; undefined where that is not said. An error that
 * says nothing of a tier is about something else, whatever was asked for.
 * @param param the field of the request that the server named
 */
export function tierRefusalOf(
  { kind, status, code = '', message }: Pick<WireError, 'kind' | 'status' | 'code' | 'message'>,
  param: string | undefined,
  asked: ServiceTier,
): TierRefusal | undefined {
  // A key that is refused is refused for every tier.
  if (status === 401 || !['request', 'auth', 'rate-limit'].includes(kind)) return undefined;
  const isNamed =
    param?.split(/[.[\]]+/).includes('service_tier') === true ||
    /service_?tier|^upstream_tier|(?:^|_)tier_/i.test(code) ||
    /\bservice[\s_-]?tiers?\b/i.test(message) ||
    isTierIn(`${code} ${message}`, asked);
  if (!isNamed) return undefined;
  // The ordinary tier has the ordinary limits, and there is none to fall back to.
  if (kind === 'rate-limit') return ordinary.includes(asked) ? undefined : { why: 'limit' };
  return { why: isFieldUnknown(code, message) ? 'field' : 'value' };
}

function isTierIn(words: string, tier: ServiceTier): boolean {
  const name = unmistakable.includes(tier)
    ? `\\b${tier}\\b`
    : `['"\`(]${tier}['"\`)]|\\b${tier}[\\s_-](?:tier|mode|processing|requests?)\\b`;
  return new RegExp(name, 'i').test(words);
}

function isFieldUnknown(code: string, message: string): boolean {
  const words = `${code} ${message}`;
  return (
    /unknown_(?:parameter|field|argument)|extra_forbidden|(?:unknown|unrecogni[sz]ed|unexpected|unsupported) (?:request )?(?:parameter|argument|field)|extra inputs/i.test(
      words,
    ) && !/unsupported_value|(?:invalid|unsupported) value/i.test(words)
  );
}
