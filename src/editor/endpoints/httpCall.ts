import { t } from '../../common/l10n';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { flatHeaders } from '../../common/flatHeaders';
import type { HttpAnswer } from '../../session/connection/httpTransport';

/** One HTTP request. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Asks through Node's `http` and `https`, which VS Code patches in its extension host: the user's proxy and
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
    const options = { method, headers, ...(authorities ? { ca: [...authorities] } : {}) };
    let answer: IncomingMessage | undefined;
    // Node's own `signal` raises an error that nobody can listen for where all of an answer has arrived and not all of it is
    // read (seen in 20.20 and 24.21): then the answer is let go of, without an error.
    const abort = (): void => {
      if (answer?.complete) answer.destroy();
      else call.destroy(aborted());
    };
    const call = (secure ? requestHttps : requestHttp)(url, options, response => {
      answer = response;
      response.setEncoding('utf8');
      resolve({ status: response.statusCode ?? 0, headers: flatHeaders(response.headers), body: response });
    });
    call.setNoDelay(true);
    call.on('error', reject);
    call.on('close', () => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    call.end(body);
  });
}

function aborted(): Error {
  return Object.assign(new Error('The request was aborted.'), { name: 'AbortError', code: 'ABORT_ERR' });
}

/** The whole of a body. Rejects when it is longer than `maxUnits` UTF-16 code units. */
export async function wholeText(body: AsyncIterable<string>, maxUnits: number): Promise<string> {
  let text = '';
  for await (const piece of body) {
    text += piece;
    if (text.length > maxUnits) throw new Error(t('The answer is too long.'));
  }
  return text;
}
