import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { flatHeaders } from '../../common/flatHeaders';
import type { HttpAnswer } from '../../session/httpTransport';

/** One HTTP request. */
export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Asks through Node's `http` and `https`, which VS Code patches in its extension host: the person's proxy and
 * certificates apply, as they do to the WebSocket. Redirects are not followed, so a key goes to no other host.
 * Rejects when there is no answer at all, or `signal` aborts.
 * @param authorities all certificate authorities to trust, PEM; undefined for the usual ones
 */
export function httpCall(
  { method, url, headers, body }: HttpCall,
  authorities: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const secure = new URL(url).protocol === 'https:';
    const options = { method, signal, headers, ...(authorities ? { ca: [...authorities] } : {}) };
    const call = (secure ? requestHttps : requestHttp)(url, options, response => {
      response.setEncoding('utf8');
      resolve({ status: response.statusCode ?? 0, headers: flatHeaders(response.headers), body: response });
    });
    call.setNoDelay(true);
    call.on('error', reject);
    call.end(body);
  });
}

/** The whole of a body. Rejects when it is longer than `maxUnits` UTF-16 code units. */
export async function wholeText(body: AsyncIterable<string>, maxUnits: number): Promise<string> {
  let text = '';
  for await (const piece of body) {
    text += piece;
    if (text.length > maxUnits) throw new Error('The answer is too long.');
  }
  return text;
}
