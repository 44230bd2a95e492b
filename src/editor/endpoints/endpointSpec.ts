import { parseUrl } from '../../common/parseUrl';
import { parseEndpoint, type UsableEndpoint } from './endpoint';
import {
  features,
  readEntry,
  type EndpointEntry,
  type EndpointSettings,
  type Feature,
} from './endpointSettings';

/** Everything a connection is built from: two features with the same one share a session. */
export interface EndpointSpec extends Omit<EndpointEntry, 'url'> {
  /** Its name in `codexSpark.endpoints`; empty for an address that stands in a setting by itself. */
  readonly name: string;
  readonly endpoint: UsableEndpoint;
  readonly caFile: string;
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

function resolve(reference: string, setting: string, settings: EndpointSettings): EndpointSpec | Unusable {
  const { endpoints, caFile } = settings;
  if (Object.hasOwn(endpoints, reference)) {
    const entry = readEntry(reference, endpoints[reference]);
    if ('problem' in entry) return { reason: entry.problem, setting: 'codexSpark.endpoints' };
    const { url, ...rest } = entry;
    const endpoint = parseEndpoint(url);
    if (endpoint.kind === 'invalid')
      return { reason: `${reference}: ${endpoint.reason}`, setting: 'codexSpark.endpoints' };
    return { ...rest, name: reference, endpoint, caFile: endpoint.kind === 'local' ? '' : caFile };
  }
  const endpoint = parseEndpoint(reference);
  if (endpoint.kind === 'invalid') {
    const names = Object.keys(endpoints);
    const known = names.length > 0 && !parseUrl(reference) ? ` Named endpoints: ${names.join(', ')}.` : '';
    return { reason: endpoint.reason + known, setting };
  }
  // What is said for the one address of `codexSpark.endpoint` is not sent to another.
  const main = reference === settings.endpoint;
  const model = main ? settings.model : '';
  if (endpoint.kind === 'local') return { name: '', endpoint, model, headers: {}, caFile: '' };
  return { name: '', endpoint, model, headers: main ? settings.headers : {}, caFile };
}

/** Every endpoint that the settings name or use, each once; what cannot be used is left out. */
export function knownSpecs(settings: EndpointSettings): readonly EndpointSpec[] {
  const used = features.map(feature => specOf(feature, settings));
  const named = Object.keys(settings.endpoints).map(name => resolve(name, 'codexSpark.endpoints', settings));
  const usable = [...used, ...named].flatMap(spec => (isUnusable(spec) ? [] : [spec]));
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
}: EndpointSpec): string {
  const address = endpoint.kind === 'local' ? '' : endpoint.url;
  return JSON.stringify([name, endpoint.kind, address, model, api, fim, server, warmUp, headers, caFile]);
}

/** What people call it: its name, else its model, else its host. */
export function endpointTitle({ name, endpoint, model }: EndpointSpec): string {
  if (name !== '') return name;
  if (endpoint.kind === 'local') return 'Local (no model)';
  return model || new URL(endpoint.url).host;
}

/** Where it is, for sentences: never with a key in it. */
export function endpointPlace(endpoint: UsableEndpoint): string {
  return endpoint.kind === 'local' ? 'the local engine' : endpoint.origin;
}
