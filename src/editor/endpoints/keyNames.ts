import type { EndpointSpec } from './endpointSpec';

/** What the key of an endpoint is found under. */
type Keyed = Pick<EndpointSpec, 'name' | 'endpoint'>;

/** How the names of keys begin in the secret storage. */
export const keyPrefix = 'codexSpark.apiKey:';

/** Where the key of an endpoint is kept. */
export interface KeyNames {
  /** Its own place. */
  readonly own: string;
  /** That of all endpoints of its host; the same as `own` for one without a name. */
  readonly host: string;
  /** Places to look into when there is nothing in its own, the best first. All are of the same host. */
  readonly others: readonly string[];
}

/**
 * The names of an endpoint's key in the secret storage; undefined for an endpoint that needs none. The host is part
 * of each, so that a key given for one host is never sent to another, whatever a setting is changed to. A named
 * endpoint may have a key of its own and else uses that of its host. `wss://host` and `https://host` are one host;
 * keys from before that was so are found under the WebSocket's origin.
 */
export function keyNames({ name, endpoint }: Keyed): KeyNames | undefined {
  if (endpoint.kind === 'local') return undefined;
  const host = endpoint.origin.replace(/^ws/, 'http');
  const shared = `${keyPrefix}${host}`;
  const former = `${keyPrefix}${host.replace(/^http/, 'ws')}`;
  return name === ''
    ? { own: shared, host: shared, others: [former] }
    : { own: `${shared}#${name}`, host: shared, others: [shared, former] };
}

/** Whether something in the secret storage is the key of an endpoint. */
export function isKeyOf(stored: string, keyed: Keyed): boolean {
  const names = keyNames(keyed);
  return names !== undefined && [names.own, ...names.others].includes(stored);
}
