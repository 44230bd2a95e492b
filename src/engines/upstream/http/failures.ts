import { isQuota, readErrorBody, readErrorValue, statusOfName } from '../../../protocol/saidError';
import { UpstreamError } from '../upstreamError';

/** Headers of a refusal that tell a client when to come back, in lower case. */
const waitHeaders = /^(retry-after(-ms)?|x-ratelimit-.*|ratelimit.*|x-should-retry)$/;

/** Longest message of an upstream that is passed on, in code units. */
const longestMessage = 500;

/** What an HTTP answer that is a refusal looked like. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, or its beginning. */
  readonly text: string;
}

/** Turns an HTTP answer that is no success into what the client is told. */
export function refusalError({ status, headers, text }: Refusal): UpstreamError {
  if (status >= 300 && status < 400) {
    const to = headers['location'] ?? 'another address';
    return new UpstreamError({
      status: 502,
      code: 'upstream_redirect',
      message: `The upstream redirects to ${cut(to, 200)}. Redirects are not followed, so that the key goes nowhere else: give that address instead.`,
    });
  }
  const said = readErrorBody(text);
  const message = said?.message ?? plainMessage(status, headers, text);
  return new UpstreamError({
    status: passedStatus(status),
    code: said?.code ?? codeFor(status),
    message: `The upstream answered ${status}: ${cut(message, longestMessage)}`,
    headers: waitingHeaders(headers),
    // Overload without a time to come back. A 429 is the client's to wait for.
    retryable:
      [502, 503, 504].includes(status) && headers['retry-after'] === undefined && !isPermanent(said?.code),
  });
}

/** Turns an error object inside an answer (a stream, or a 200 that is none) into what the client is told. */
export function errorInAnswer(error: unknown): UpstreamError {
  const said = readErrorValue(error) ?? { message: 'It gave no reason.', code: undefined, status: undefined };
  const status = passedStatus(said.status ?? statusOfName(said.code) ?? 502);
  return new UpstreamError({
    status,
    code: said.code ?? codeFor(status),
    message: `The upstream broke off: ${cut(said.message, longestMessage)}`,
  });
}

/** Whether a code says that the same request will be refused again, whatever the status says. */
function isPermanent(code: string | undefined): boolean {
  const meant = statusOfName(code);
  return isQuota(code) || (meant !== undefined && meant < 500 && meant !== 429);
}

function plainMessage(status: number, headers: Refusal['headers'], text: string): string {
  const type = headers['content-type'] ?? '';
  if (/html/i.test(type) || /^\s*</.test(text)) {
    const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
    return `a web page${title ? ` ("${title.replaceAll(/\s+/g, ' ')}")` : ''}, not an API. Is the address right?`;
  }
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line !== '') return line;
  return status === 404 ? 'there is nothing at this path. Is the address right?' : 'no reason was given.';
}

/** Statuses that mean something else to a client of this protocol are told as 502. */
function passedStatus(status: number): number {
  // 407 is between us and the proxy, 408 about our own sending, 426 would send the client to another transport.
  if (status < 400 || status > 599 || [407, 408, 426, 431].includes(status)) return 502;
  return status;
}

function codeFor(status: number): string {
  const known: Readonly<Record<number, string>> = {
    401: 'upstream_key_refused',
    403: 'upstream_key_refused',
    404: 'upstream_not_found',
    413: 'context_length_exceeded',
    429: 'rate_limit_exceeded',
    503: 'upstream_overloaded',
    504: 'upstream_timeout',
  };
  return known[status] ?? (status < 500 ? 'upstream_refused' : 'upstream_error');
}

/** Cuts a text, at a whole character, and says so. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The headers that are passed on with a failure: when to come back and what is left, nothing else. */
function waitingHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const kept = Object.entries(headers).filter(
    // A client gets them in JSON or as headers, so nothing with line breaks or beyond ASCII.
    ([name, value]) => waitHeaders.test(name) && /^[\x20-\x7e]{0,200}$/.test(value),
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
