import { UpstreamError } from '../upstreamError';
import { waitingHeaders } from './headers';

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
    retryable: [502, 503, 504].includes(status) && headers['retry-after'] === undefined,
  });
}

/** Turns an error object inside an answer (a stream, or a 200 that is none) into what the client is told. */
export function errorInAnswer(error: unknown): UpstreamError {
  const said = readErrorValue(error) ?? { message: 'It gave no reason.', code: undefined, status: undefined };
  const status = passedStatus(said.status ?? 502);
  return new UpstreamError({
    status,
    code: said.code ?? codeFor(status),
    message: `The upstream broke off: ${cut(said.message, longestMessage)}`,
  });
}

/** What an upstream said in an error body. */
export interface SaidError {
  readonly message: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly param?: string | undefined;
}

/** Reads an error body in any of the shapes of the field; undefined when it is none of them. */
export function readErrorBody(text: string): SaidError | undefined {
  try {
    const body: unknown = JSON.parse(text);
    // Some put the one error in a list.
    return readErrorValue(Array.isArray(body) ? body[0] : body);
  } catch {
    return undefined;
  }
}

/**
 * Reads an error value: OpenAI's `{error: {message, type, code}}`, llama.cpp's numeric `code`, Ollama's
 * `{error: "..."}`, FastAPI's `{detail}`, vLLM's flat `{object: "error", message}`, xAI's `{code, error}`.
 */
export function readErrorValue(value: unknown): SaidError | undefined {
  if (typeof value === 'string') return { message: value, code: undefined, status: undefined };
  if (!isRecord(value)) return undefined;
  const { error, detail, message, code, type, status, status_code, param } = value;
  if (isRecord(error)) return readErrorValue(error);
  const ownCode = [code, type].find(name => typeof name === 'string' && name !== '');
  const number = [code, status, status_code].find(
    (candidate): candidate is number => typeof candidate === 'number' && candidate >= 400 && candidate < 600,
  );
  const facts = {
    code: typeof ownCode === 'string' && /^[\w.-]{1,80}$/.test(ownCode) ? ownCode : undefined,
    status: number,
    ...(typeof param === 'string' ? { param } : {}),
  };
  for (const text of [message, error, detail])
    if (typeof text === 'string') return { message: text, ...facts };
  // Mistral puts the list of what is wrong below the message.
  const list = isRecord(message) ? (message['detail'] ?? message) : detail;
  if (Array.isArray(list) || isRecord(list)) return { message: detailText(list), ...facts };
  return undefined;
}

/** FastAPI's list of what is wrong with a request. */
function detailText(detail: unknown): string {
  const entries = Array.isArray(detail) ? detail : [detail];
  const texts = entries.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const place = Array.isArray(entry['loc']) ? `${entry['loc'].join('.')}: ` : '';
    const said = entry['msg'] ?? entry['message'];
    return typeof said === 'string' ? [place + said] : [];
  });
  return texts.length > 0 ? texts.join('; ') : JSON.stringify(detail);
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

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
