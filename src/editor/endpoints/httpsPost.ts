import type { HttpPost } from '../../session/connection/httpTransport';
import { httpCall } from './httpCall';

/**
 * Posts for a session whose endpoint has no WebSocket; see `httpCall`.
 * @param authorities all certificate authorities to trust, PEM; undefined for the usual ones
 */
export function httpsPost(authorities: readonly string[] | undefined): HttpPost {
  return ({ url, headers, body }, signal) => {
    const described = {
      ...headers,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'content-length': String(Buffer.byteLength(body)),
    };
    return httpCall({ method: 'POST', url, headers: described, body }, authorities, signal);
  };
}
