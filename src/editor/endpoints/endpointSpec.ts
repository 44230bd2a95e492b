import { t } from '../../common/l10n';
import { parseUrl } from '../../common/parseUrl';
import type { ServiceTier } from '../../protocol/serviceTier';
import { featureOf, type Lane } from '../../session/lane';
import { parseEndpoint, type UsableEndpoint } from './endpoint';
import {
  features,
  readEntry,
  type EndpointEntry,
  type EndpointSettings,
  type Feature,
  type FeatureTiers,
} from './endpointSettings';

/** Everything a connection is built from: two features with the same one share a session. */
export interface EndpointSpec extends Omit<EndpointEntry, 'url'> {
  /** Its name in `codexSpark.endpoints`; empty for an address that stands in a setting by itself. */
  readonly name: string;
  readonly endpoint: UsableEndpoint;
  readonly caFile: string;
  /** The tiers that features ask for in place of `serviceTier`. */
  readonly featureTiers?: FeatureTiers | undefined;
  /** What answers in place of the embedded engine. */
  readonly recording?: Recording;
}

/** Answers that were recorded. */
export interface Recording {
  /** Absolute path of a file for the replay engine. */
  readonly file: string;
  readonly tokensPerSecond: number;
}

/** The spec of a recording. @param name what people call it */
export function recordingSpec(name: string, recording: Recording): EndpointSpec {
  return { name, endpoint: { kind: 'local' }, model: 'replay', headers: {}, caFile: '', recording };
}

/** Why there is no endpoint, and below which setting that can be mended. */
export interface Unusable {
  readonly reason: string;
  readonly setting: string;
}

/** What a feature talks to under these settings. */
export function specOf(feature: Feature, settings: EndpointSettings): EndpointSpec | Unusable {
  const own = settings.features[feature];
  const setting = own === '' ? 'codexSpark.endpoint' : `codexSpark.${feature}.endpoint`;
  return resolve(own === '' ? settings.endpoint : own, setting, settings);
}

/** What merges code into a file under these settings; undefined where nothing is chosen. */
export function applySpecOf(settings: EndpointSettings): EndpointSpec | Unusable | undefined {
  const { applyEndpoint = '' } = settings;
  if (applyEndpoint === '') return undefined;
  const setting = 'codexSpark.chat.applyEndpoint';
  const spec = resolve(applyEndpoint, setting, settings);
  const isLocal = !isUnusable(spec) && spec.endpoint.kind === 'local';
  return isLocal
    ? { reason: t('The embedded engine merges no code. Leave the setting empty.'), setting }
    : spec;
}

function resolve(reference: string, setting: string, settings: EndpointSettings): EndpointSpec | Unusable {
  const { endpoints, caFile, featureTiers } = settings;
  const tiers = featureTiers === undefined ? {} : { featureTiers };
  if (Object.hasOwn(endpoints, reference)) {
    const entry = readEntry(reference, endpoints[reference]);
    if ('problem' in entry) return { reason: entry.problem, setting: 'codexSpark.endpoints' };
    const { url, ...rest } = entry;
    const endpoint = parseEndpoint(url);
    if (endpoint.kind === 'invalid')
      return { reason: `${reference}: ${endpoint.reason}`, setting: 'codexSpark.endpoints' };
    return {
      ...rest,
      name: reference,
      endpoint,
      caFile: endpoint.kind === 'local' ? '' : caFile,
      ...tiers,
    };
  }
  const endpoint = parseEndpoint(reference);
  if (endpoint.kind === 'invalid') {
    const names = Object.keys(endpoints);
    const known =
      names.length > 0 && !parseUrl(reference) ? t(' Named endpoints: {0}.', names.join(', ')) : '';
    return { reason: endpoint.reason + known, setting };
  }
  // What is said for the one address of `codexSpark.endpoint` is not sent to another.
  const main = reference === settings.endpoint;
  const model = main ? settings.model : '';
  if (endpoint.kind === 'local') return { name: '', endpoint, model, headers: {}, caFile: '', ...tiers };
  const headers = main ? settings.headers : {};
  const tier = main && settings.serviceTier !== undefined ? { serviceTier: settings.serviceTier } : {};
  return { name: '', endpoint, model, headers, caFile, ...tiers, ...tier };
}

/** Every endpoint that the settings name or use, each once; what cannot be used is left out. */
export function knownSpecs(settings: EndpointSettings): readonly EndpointSpec[] {
  const used = features.map(feature => specOf(feature, settings));
  const named = Object.keys(settings.endpoints).map(name => resolve(name, 'codexSpark.endpoints', settings));
  const merging = applySpecOf(settings);
  const usable = [...used, ...named, ...(merging ? [merging] : [])].flatMap(spec =>
    isUnusable(spec) ? [] : [spec],
  );
  return [...new Map(usable.map(spec => [specKey(spec), spec])).values()];
}

/** Whether there is no endpoint. */
export function isUnusable(spec: EndpointSpec | Unusable): spec is Unusable {
  return 'reason' in spec;
}

/** The same for two specs exactly when one connection serves both. */
export function specKey({
  name,
  endpoint,
  model,
  api,
  fim,
  server,
  warmUp,
  headers,
  caFile,
  serviceTier,
  featureTiers,
}: EndpointSpec): string {
  const address = endpoint.kind === 'local' ? '' : endpoint.url;
  const tiers = [serviceTier, features.map(feature => featureTiers?.[feature])];
  return JSON.stringify([
    ...[name, endpoint.kind, address, model, api, fim, server, warmUp, headers, caFile],
    ...tiers,
  ]);
}

/** The service tier to ask for on a lane: that of its feature, else that of the endpoint. */
export function tierFor(
  lane: Lane,
  { serviceTier, featureTiers }: Pick<EndpointSpec, 'serviceTier' | 'featureTiers'>,
): ServiceTier | undefined {
  const laneFeature = featureOf(lane);
  // What is asked ahead is a suggestion, and so is a next edit.
  const isSuggestion = laneFeature === 'prefetch' || laneFeature === 'nextEdit';
  const feature = isSuggestion ? 'inline' : features.find(name => name === laneFeature);
  return (feature && featureTiers?.[feature]) ?? serviceTier;
}

/** What people call it: its name, else its model, else its host. */
export function endpointTitle({ name, endpoint, model }: EndpointSpec): string {
  if (name !== '') return name;
  if (endpoint.kind === 'local') return t('Local (no model)');
  return model || new URL(endpoint.url).host;
}

/** Where it is, for sentences: never with a key in it. */
export function endpointPlace(endpoint: UsableEndpoint): string {
  return endpoint.kind === 'local' ? t('the embedded engine') : endpoint.origin;
}
