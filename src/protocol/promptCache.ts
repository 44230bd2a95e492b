import { spokenLanguage, t } from '../common/l10n';

/**
 * The prompt cache of a server: which fields speak of it, which models have them, and what a server says of it in words.
 * Field names are those of the `openai` package.
 */

/** The fields of a request that are about the prompt cache. */
export const cacheFields = ['prompt_cache_options', 'prompt_cache_breakpoint', 'prompt_cache_key'] as const;

/** One of them. */
export type CacheField = (typeof cacheFields)[number];

/** The first model that knows them, as major and minor version of `gpt`. */
const firstModel = [5, 6] as const;

/**
 * Whether a model has breakpoints, cache options and diagnostics, by its name: `gpt-5.6` and later, under whichever
 * provider's prefix. The one table of these names.
 */
export function hasCacheControls(model: string): boolean {
  const found = /(?:^|[/:])gpt-(\d{1,2})(?:\.(\d{1,2}))?(?=$|[-:@])/i.exec(model);
  if (!found) return false;
  const [major, minor] = [Number(found[1]), Number(found[2] ?? 0)];
  // Azure's portal writes gpt-35 for 3.5.
  if (major >= 30) return false;
  return major > firstModel[0] || (major === firstModel[0] && minor >= firstModel[1]);
}

/** What a server said about whether the beginning of a request was in its cache, compared with an earlier response. */
export type CacheReport =
  | { readonly kind: 'hit' }
  /** `reason` is the server's own word, such as `input_changed`; `missedTokens` is its estimate. */
  | { readonly kind: 'miss'; readonly reason: string; readonly missedTokens: number | undefined }
  /** It could not compare. */
  | { readonly kind: 'unknown' };

/** Longest reason that is kept, in UTF-16 code units. */
const longestReason = 60;

/** Reads `prompt_cache_diagnostics`; undefined where it is missing or says something that has no meaning here. */
export function cacheReportOf(
  said:
    | {
        readonly type: string;
        readonly reason?: string | undefined;
        readonly cache_missed_tokens?: number | undefined;
      }
    | null
    | undefined,
): CacheReport | undefined {
  switch (said?.type) {
    case 'cache_hit':
      return { kind: 'hit' };
    case 'cache_miss': {
      const missed = said.cache_missed_tokens;
      return {
        kind: 'miss',
        reason: (said.reason ?? '').slice(0, longestReason),
        missedTokens:
          missed !== undefined && missed >= 0 && Number.isFinite(missed) ? Math.round(missed) : undefined,
      };
    }
    case 'comparison_response_not_found':
    case 'unavailable':
      return { kind: 'unknown' };
    default:
      return undefined;
  }
}

const reasons: Readonly<Record<string, string>> = {
  model_changed: t('another model'),
  prompt_cache_key_changed: t('another cache key'),
  tools_changed: t('other tools'),
  text_format_changed: t('another text format'),
  reasoning_effort_changed: t('another reasoning effort'),
  verbosity_changed: t('another verbosity'),
  context_compacted: t('the context was shortened'),
  input_changed: t('other text'),
  service_tier_changed: t('another service tier'),
};

/** Why the cache was missed, in words; a reason without a name here in the server's own word. */
function missReasonInWords(reason: string): string {
  if (Object.hasOwn(reasons, reason)) return reasons[reason] ?? '';
  return reason === '' ? t('no reason given') : reason.replaceAll('_', ' ');
}

/** What is known of the cache after a turn, for people to see. */
export interface CacheWords {
  /** `hit`, `miss`, or how much was read from the cache where the server does not say which. */
  readonly words: string;
  /** Why, and how much; may be empty. */
  readonly detail: string;
  readonly isMiss: boolean;
}

/** Puts it into words; undefined where a server said nothing of its cache. */
export function cacheInWords(
  report: CacheReport | undefined,
  usage: { readonly inputTokens: number; readonly cachedTokens: number } | undefined,
): CacheWords | undefined {
  const read =
    usage && usage.cachedTokens > 0
      ? t('{0} of {1} tokens', whole(usage.cachedTokens), whole(usage.inputTokens))
      : '';
  switch (report?.kind) {
    case 'hit':
      return { words: t('hit'), detail: read, isMiss: false };
    case 'miss': {
      const { reason, missedTokens } = report;
      const missed = missedTokens === undefined ? '' : t(', {0} tokens', whole(missedTokens));
      return { words: t('miss'), detail: `${missReasonInWords(reason)}${missed}`, isMiss: true };
    }
    case 'unknown':
      return { words: t('not known'), detail: read, isMiss: false };
    case undefined:
      return read === '' ? undefined : { words: read, detail: '', isMiss: false };
  }
}

function whole(count: number): string {
  return Math.round(count).toLocaleString(spokenLanguage());
}
