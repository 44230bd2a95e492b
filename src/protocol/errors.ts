/** The error taxonomy: what can go wrong on this wire, and what the client is to do about each. */
import { t } from '../common/l10n';
import { isQuota, isRecord, plainText, readErrorValue, statusOfName } from './saidError';
import type { ServerEventOf } from './serverEvents';

/** What kind of thing went wrong. */
export type ErrorKind =
  /** 401/403: the key is missing, wrong or not allowed. */
  | 'auth'
  /** 429: too many requests or tokens. */
  | 'rate-limit'
  /** The service tier that was asked for is refused, or its own limit is reached. */
  | 'tier'
  /** The server has forgotten the response this turn was to continue. */
  | 'chain-lost'
  /** This socket has reached its age limit. */
  | 'connection-limit'
  /** This socket has used up its distinct lane names. */
  | 'lane-limit'
  /** 426: no WebSocket here. */
  | 'upgrade-required'
  /** Any other 4xx: a bug of ours or a setting; asking again does not help. */
  | 'request'
  /** 5xx, or a failure the server calls its own. */
  | 'server'
  /** The socket could not be opened, or was lost. */
  | 'connection'
  /** The peer does not speak the protocol. */
  | 'protocol';

/** The client's reaction to an error. */
export type Remedy =
  /** Tell the user once; do not retry. */
  | 'surface'
  /** Send the whole context again without `previous_response_id`; nothing was generated. */
  | 'resend-full'
  /** The same on a new socket. */
  | 'new-socket'
  /** Take a lane name already used, or a new socket. */
  | 'reuse-lane'
  /** Wait as long as the server says. */
  | 'wait'
  /** Retry with back-off and jitter, only if no output was seen. */
  | 'back-off'
  /** Nobody knows what became of the request: once more, only if no output was seen. */
  | 'send-again'
  /** Go on over HTTP + SSE. */
  | 'use-http';

/** One failure in one shape, whatever form it arrived in. Safe to log: never holds a key, a prompt or code. */
export interface WireError {
  readonly kind: ErrorKind;
  readonly remedy: Remedy;
  /** The server's own code, such as `previous_response_not_found`. */
  readonly code: string | undefined;
  /** HTTP status, where there was one. */
  readonly status: number | undefined;
  /** The server's sentence, cut to 500 characters. */
  readonly message: string;
  /** For `rate-limit`: how long the server asks to wait, in ms. */
  readonly retryAfterMs: number | undefined;
}

const byCode: Readonly<Record<string, readonly [ErrorKind, Remedy]>> = {
  previous_response_not_found: ['chain-lost', 'resend-full'],
  websocket_connection_limit_reached: ['connection-limit', 'new-socket'],
  websocket_stream_limit_reached: ['lane-limit', 'reuse-lane'],
  invalid_api_key: ['auth', 'surface'],
  rate_limit_exceeded: ['rate-limit', 'wait'],
  server_error: ['server', 'back-off'],
  // Of our own making, where a request travels over plain HTTP.
  stream_ended: ['server', 'send-again'],
  connection_lost: ['connection', 'send-again'],
  /** A body of another kind, read over HTTP. */
  bad_answer: ['protocol', 'surface'],
  // What our gateway says of a server that will answer the same way again.
  upstream_bad_answer: ['server', 'surface'],
  upstream_certificate: ['server', 'surface'],
  upstream_not_http: ['server', 'surface'],
  upstream_only_thoughts: ['server', 'surface'],
  upstream_proxy: ['server', 'surface'],
  upstream_redirect: ['server', 'surface'],
  upstream_unexpected_tool_call: ['server', 'surface'],
};

function classify(said: number | undefined, code: string | undefined): readonly [ErrorKind, Remedy] {
  const known = code === undefined ? undefined : Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (known) return known;
  const status = believedStatus(said, code);
  if (status === 401 || status === 403) return ['auth', 'surface'];
  if (status === 426) return ['upgrade-required', 'use-http'];
  if (status === 429) return ['rate-limit', 'wait'];
  if (status !== undefined && status >= 400 && status < 500) return ['request', 'surface'];
  return ['server', 'back-off'];
}

/** Where a server says that it is its own fault and gives a code that says it is not, the code is believed. */
function believedStatus(said: number | undefined, code: string | undefined): number | undefined {
  return (said ?? 500) >= 500 ? (statusOfName(code) ?? said) : said;
}

/**
 * Whether the key itself is refused, so that nothing can be asked with it. A 403 is none: it is about a model, a region
 * or a text that this key may not have, and others it may. Nor is a 400, whatever its words: another request may be right.
 */
export function isKeyRefused({ status, code }: Pick<WireError, 'status' | 'code'>): boolean {
  return code === 'invalid_api_key' || believedStatus(status, code) === 401;
}

/** Builds a `WireError` from what a server said. */
export function wireError(facts: {
  status?: number | undefined;
  code?: string | null | undefined;
  message: string;
  headers?: Readonly<Record<string, string>> | undefined;
}): WireError {
  const code = facts.code ?? undefined;
  const [kind, remedy] = classify(facts.status, code);
  const waitMs = kind === 'rate-limit' ? retryAfterMs(facts.headers) : undefined;
  return {
    kind,
    // What is used up does not come back by waiting a moment.
    remedy: kind === 'rate-limit' && waitMs === undefined && isQuota(code) ? 'surface' : remedy,
    code,
    status: facts.status,
    message: facts.message.slice(0, 500),
    retryAfterMs: waitMs,
  };
}

/** A failure of the connection itself. */
export function connectionError(message: string, code?: string): WireError {
  return {
    kind: 'connection',
    remedy: 'back-off',
    code,
    status: undefined,
    message,
    retryAfterMs: undefined,
  };
}

/** The peer sent something that is not of this protocol. */
export function protocolError(message: string): WireError {
  return {
    kind: 'protocol',
    remedy: 'new-socket',
    code: undefined,
    status: undefined,
    message,
    retryAfterMs: undefined,
  };
}

/** Makes one shape of those an `error` event can have: nested under `error`, flat, or with numbers for names. */
export function errorOfEvent({
  said,
  headers,
}: Pick<ServerEventOf<'error'>, 'said'> & Partial<Pick<ServerEventOf<'error'>, 'headers'>>): WireError {
  const { error } = said;
  const inner = isRecord(error) && isRecord(error['headers']) ? textsOf(error['headers']) : {};
  return errorOf(said, { ...headers, ...inner }, t('The server reported an error without a reason.'));
}

/** The request field that an `error` event names. */
export function paramOfEvent({ said }: Pick<ServerEventOf<'error'>, 'said'>): string | undefined {
  return readErrorValue(said)?.param;
}

/** The error inside a `response.failed` event, or another end whose response says that it failed. */
export function errorOfFailure({ response }: Pick<ServerEventOf<'response.failed'>, 'response'>): WireError {
  return errorOf(response.error, {}, t('The server reported a failure without a reason.'));
}

function errorOf(said: unknown, headers: Readonly<Record<string, string>>, otherwise: string): WireError {
  const { code, status, message } = readErrorValue(said) ?? {};
  return wireError({ status, code, headers, message: message ?? otherwise });
}

/** Headers whose values may be numbers. */
function textsOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const text = plainText(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/**
 * How long a server asks to wait, from `retry-after-ms`, `retry-after` (seconds) or the reset headers of OpenAI
 * (`x-ratelimit-reset-requests|tokens`, such as `1s`, `6m0s`, `120ms`). The longest of the reset headers counts.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>> | undefined): number | undefined {
  if (!headers) return undefined;
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const direct = Number(lower.get('retry-after-ms') ?? NaN);
  if (Number.isFinite(direct) && direct >= 0) return direct;
  const seconds = Number(lower.get('retry-after') ?? NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const resets = ['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens']
    .map(name => durationMs(lower.get(name)))
    .filter(value => value !== undefined);
  return resets.length ? Math.max(...resets) : undefined;
}

/** Reads `1h2m3.5s` and `120ms`; undefined when it is neither. Result in ms. */
export function durationMs(text: string | undefined): number | undefined {
  if (!text || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  const unit: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let total = 0;
  for (const [, amount, , name] of text.matchAll(/(\d+(\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (unit[name ?? ''] ?? 0);
  }
  return total;
}
