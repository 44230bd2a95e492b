import { t } from '../common/l10n';

/**
 * How fast, and at what price, a server works: sent as `service_tier` with a request, and said back with its answer, where it
 * is the tier that was served and is paid for. The names of the `openai` package, 7.57; servers may know others.
 */
export const serviceTiers = ['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast'] as const;

/** One of them. */
export type ServiceTier = (typeof serviceTiers)[number];

/**
 * What OpenAI's guide to Ultrafast says of the tier, as of November 2026; docs/endpoints.md names the source. The one table of
 * these names and figures.
 */
export const ultrafast = {
  /** The models that are served so: others are refused, or served as `default`. */
  models: ['gpt-6.2-sol', 'gpt-6.2-astra', 'gpt-6.1-sol', 'gpt-6-astra'],
  /** At most so many times the speed of `default`. */
  timesAsFast: 8,
  /** So many times the price of `default`. */
  timesThePrice: 6,
} as const;

/** The tier of a turn, as far as the server said one. */
export interface ServedTier {
  /** Undefined where none was asked for. */
  readonly asked: ServiceTier | undefined;
  /** In the server's own word. */
  readonly served: string;
}

/** The tier of an answer: `ultrafast`, or `default instead of ultrafast`; empty where none was asked for. */
export function tierInWords(tier: ServedTier): string {
  if (tier.asked === undefined) return '';
  return isOtherTier(tier) ? t('{0} instead of {1}', tier.served, tier.asked) : tier.served;
}

/**
 * Whether the server served another tier than it was asked for. Who asks for `auto`, or for none, leaves it to the server.
 */
export function isOtherTier({ asked, served }: ServedTier): boolean {
  return asked !== undefined && asked !== 'auto' && served !== asked;
}
