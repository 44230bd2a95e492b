import { t } from '../../common/l10n';
import { parseUrl } from '../../common/parseUrl';

/** An endpoint that can be connected to. */
export type UsableEndpoint =
  /** The embedded engine. */
  | { readonly kind: 'local' }
  /** A server that speaks the protocol over a WebSocket itself. */
  | { readonly kind: 'remote'; readonly url: string; readonly origin: string }
  /** A server that is asked over HTTP, by a gateway of this window. */
  | { readonly kind: 'upstream'; readonly url: string; readonly origin: string };

/** Where a session is to connect. */
export type Endpoint = UsableEndpoint | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Reads an address: `local`, the WebSocket URL of a Responses endpoint, or the HTTP base of any server the gateway can
 * stand in front of. A WebSocket base without the `/responses` at its end gets it, as all clients of the protocol do.
 */
export function parseEndpoint(setting: string): Endpoint {
  if (setting === 'local') return { kind: 'local' };
  const url = parseUrl(setting);
  if (!url) {
    return invalid(
      t(
        '"{0}" is neither "local" nor a URL such as wss://host/v1/responses or http://127.0.0.1:8000/v1.',
        setting,
      ),
    );
  }
  if (url.username || url.password) {
    return invalid(t('The endpoint must not contain a user name or key. Use "Set API Key" for it.'));
  }
  url.hash = '';
  switch (url.protocol) {
    case 'ws:':
    case 'wss:': {
      const path = url.pathname.replace(/\/+$/, '');
      if (!path.endsWith('/responses')) url.pathname = `${path}/responses`;
      return { kind: 'remote', url: url.href, origin: `${url.protocol}//${url.host}` };
    }
    case 'http:':
    case 'https:':
      return { kind: 'upstream', url: url.href.replace(/\/+$/, ''), origin: url.origin };
    default:
      return invalid(
        t('The endpoint must begin with wss://, ws://, https:// or http://, not {0}//.', url.protocol),
      );
  }
}

function invalid(reason: string): Endpoint {
  return { kind: 'invalid', reason };
}
