import type { EndpointSpec } from './endpointSpec';
import type { Gateway } from './gateway';
import { gatewayReady } from './gatewayReady';

/** Where a session connects to, asked anew before every connect. */
export interface EndpointTarget {
  /** Whether it is the embedded engine. */
  readonly local: boolean;
  /** Rejects with a sentence for the user when there is nowhere to connect to. */
  readonly url: () => Promise<string>;
  /** Request headers, the key among them. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
}

/** The target of an endpoint behind a gateway of ours. One that died is started anew, with a new port and token. */
export function gatewayTarget(local: boolean, gateway: Gateway): EndpointTarget {
  return {
    local,
    url: async () => {
      const { url, http } = await gateway.address();
      if (!local) await gatewayReady(http);
      return url;
    },
    headers: async () => ({ Authorization: `Bearer ${(await gateway.address()).token}` }),
  };
}

/**
 * The target of a server that speaks the protocol itself. A key of the secret storage wins over one in the headers.
 * @param key asked before every connect
 */
export function socketTarget(
  { url }: { readonly url: string },
  { headers }: Pick<EndpointSpec, 'headers'>,
  key: () => Promise<string | undefined>,
): EndpointTarget {
  return {
    local: false,
    url: () => Promise.resolve(url),
    headers: async () => {
      const secret = await key();
      if (secret === undefined) return headers;
      // Over a WebSocket Azure wants it as all others do.
      const own = { authorization: `Bearer ${secret}` };
      const given = Object.entries(headers).filter(([name]) => !Object.hasOwn(own, name.toLowerCase()));
      return { ...Object.fromEntries(given), ...own };
    },
  };
}
