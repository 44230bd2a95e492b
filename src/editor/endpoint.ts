/** Where the session is to connect, read from the setting. */
export type Endpoint =
  | { readonly kind: 'local' }
  | { readonly kind: 'remote'; readonly url: string; readonly origin: string }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Reads `codexSpark.endpoint`: `local`, or the WebSocket URL of a Responses endpoint. A base URL without the
 * `/responses` at its end gets it, as all clients of the protocol do.
 */
export function parseEndpoint(setting: string): Endpoint {
  if (setting === 'local') return { kind: 'local' };
  let url: URL;
  try {
    url = new URL(setting);
  } catch {
    return {
      kind: 'invalid',
      reason: `"${setting}" is neither "local" nor a URL such as wss://host/v1/responses.`,
    };
  }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    return {
      kind: 'invalid',
      reason: `The endpoint must begin with ws:// or wss://, not ${url.protocol}//.`,
    };
  }
  if (url.username || url.password) {
    return {
      kind: 'invalid',
      reason: 'The endpoint must not contain a user name or key. Use "Set API Key" for it.',
    };
  }
  url.hash = '';
  if (!url.pathname.endsWith('/responses')) url.pathname = `${url.pathname.replace(/\/+$/, '')}/responses`;
  return {
    kind: 'remote',
    url: url.href,
    origin: url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin,
  };
}
