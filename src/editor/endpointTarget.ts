import type { ApiKeys } from './apiKeys';
import type { Endpoint } from './endpoint';
import type { GatewayProcess } from './gatewayProcess';

/** Where a session connects to, asked anew before every connect. */
export interface EndpointTarget {
  /** Whether it is the embedded engine. */
  readonly local: boolean;
  /** Rejects with a sentence for the person when there is nowhere to connect to. */
  readonly url: () => Promise<string>;
  /** Request headers, the key among them. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
}

/** What a target is made from. */
export interface EndpointSources {
  readonly gateway: GatewayProcess;
  readonly keys: ApiKeys;
  /** `codexSpark.headers`: sent to remote endpoints. A key of the secret storage wins over one given here. */
  readonly extraHeaders: Readonly<Record<string, string>>;
}

/** The target of a usable endpoint. A local gateway that died is started anew, at a new port with a new token. */
export function endpointTarget(
  endpoint: Exclude<Endpoint, { kind: 'invalid' }>,
  { gateway, keys, extraHeaders }: EndpointSources,
): EndpointTarget {
  if (endpoint.kind === 'local') {
    return {
      local: true,
      url: async () => (await gateway.address()).url,
      headers: async () => bearer((await gateway.address()).token),
    };
  }
  return {
    local: false,
    url: () => Promise.resolve(endpoint.url),
    headers: async () => {
      const key = await keys.get(endpoint);
      return { ...extraHeaders, ...(key === undefined ? {} : bearer(key)) };
    },
  };
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
