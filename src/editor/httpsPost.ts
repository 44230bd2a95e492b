import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { flatHeaders } from '../common/flatHeaders';
import type { HttpPost } from '../session/httpTransport';

/**
 * Posts through Node's `http` and `https`, which VS Code patches in its extension host: the person's proxy and
 * certificates apply, as they do to the WebSocket. Redirects are not followed, so a key goes to no other host.
 * @param authorities all certificate authorities to trust, PEM; undefined for the usual ones
 */
export function httpsPost(authorities: readonly string[] | undefined): HttpPost {
  return ({ url, headers, body }, signal) =>
    new Promise((resolve, reject) => {
      const secure = new URL(url).protocol === 'https:';
      const options = {
        method: 'POST',
        signal,
        headers: {
          ...headers,
          'content-type': 'application/json',
          accept: 'text/event-stream',
          'content-length': Buffer.byteLength(body),
        },
        ...(authorities ? { ca: [...authorities] } : {}),
      };
      const call = (secure ? requestHttps : requestHttp)(url, options, response => {
        response.setEncoding('utf8');
        resolve({ status: response.statusCode ?? 0, headers: flatHeaders(response.headers), body: response });
      });
      call.setNoDelay(true);
      call.on('error', reject);
      call.end(body);
    });
}
