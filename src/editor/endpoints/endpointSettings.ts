import * as v from 'valibot';
import { t } from '../../common/l10n';
import { serviceTiers, type ServiceTier } from '../../protocol/serviceTier';
import { serverNames, upstreamApis, upstreamFims, warmUpChoices } from '../../common/upstreamNames';

/** What can have an endpoint of its own. */
export const features = ['inline', 'edit', 'chat'] as const;

/** One of them. */
export type Feature = (typeof features)[number];

/** What single features ask for in place of their endpoint's tier. */
export type FeatureTiers = Readonly<Partial<Record<Feature, ServiceTier | undefined>>>;

/** Settings that decide where code goes, as they stand; all of scope `machine`. */
export interface EndpointSettings {
  /** `local`, a URL, or a name of `endpoints`. */
  readonly endpoint: string;
  /** Model id for `endpoint` while that is no name; empty means the endpoint's own default. */
  readonly model: string;
  /** Extra request headers for `endpoint` while that is no name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Service tier for `endpoint` while that is no name; undefined leaves it to the server. */
  readonly serviceTier?: ServiceTier | undefined;
  /** Path of a PEM file with certificates to trust besides the usual ones; empty for none. */
  readonly caFile: string;
  /** Named endpoints, not checked yet. */
  readonly endpoints: Readonly<Record<string, unknown>>;
  /** What each feature talks to, in the form of `endpoint`; empty for the same as `endpoint`. */
  readonly features: Readonly<Record<Feature, string>>;
  /** What merges code into a file, in the form of `endpoint`; empty or missing for nothing but the extension itself. */
  readonly applyEndpoint?: string;
  /** Service tiers of single features; a missing one is that of its endpoint. */
  readonly featureTiers?: FeatureTiers;
}

/** A service tier as a setting holds it; undefined where it holds none, or what is none. */
export function tierIn(value: unknown): ServiceTier | undefined {
  return serviceTiers.find(tier => tier === value);
}

const entry = v.strictObject({
  url: v.pipe(v.string(), v.trim(), v.nonEmpty(t('is empty'))),
  model: v.optional(v.pipe(v.string(), v.trim()), ''),
  api: v.optional(v.picklist(upstreamApis)),
  fim: v.optional(v.picklist(upstreamFims)),
  server: v.optional(v.picklist(serverNames)),
  warmUp: v.optional(v.picklist(warmUpChoices)),
  serviceTier: v.optional(v.picklist(serviceTiers)),
  headers: v.optional(v.record(v.string(), v.string()), {}),
});

/** One of `codexSpark.endpoints`. */
export type EndpointEntry = v.InferOutput<typeof entry>;

/** Reads one of the named endpoints; what is wrong with it becomes a sentence. */
export function readEntry(name: string, value: unknown): EndpointEntry | { readonly problem: string } {
  if (!isEndpointName(name)) return { problem: t('"{0}" cannot be the name of an endpoint.', name) };
  const parsed = v.safeParse(entry, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  return {
    problem: t(
      'The endpoint "{0}" is not usable: {1}{2}',
      name,
      place === null ? '' : `${place}: `,
      issue.message,
    ),
  };
}

/** A name is told from an address at a glance, and is not one of the words that mean something. */
export function isEndpointName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u.test(text) && !text.endsWith(' ') && text !== 'local';
}
