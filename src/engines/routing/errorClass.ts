import { messageOf } from '../../common/thrown';
import { retryAfterMs } from '../../protocol/errors';
import { EngineError } from '../engine';

/**
 * Kinds of failures, as a file of upstreams names them. `unreachable`: no connection, or nothing there that can be talked to;
 * `timeout`: it took too long; `overloaded`: it says that it is too busy; `limited`: it says that we have asked too much;
 * `failed`: it broke, or what it said made no sense; `denied`: the key is refused, or the model is not there;
 * `context`: the request is too long for the model.
 */
export const errorClasses = [
  'unreachable',
  'timeout',
  'overloaded',
  'limited',
  'failed',
  'denied',
  'context',
] as const;

/** Kind of a failure for which another upstream may help. */
export type ErrorClass = (typeof errorClasses)[number];

const byCode: Readonly<Record<string, ErrorClass>> = {
  upstream_unreachable: 'unreachable',
  upstream_certificate: 'unreachable',
  upstream_proxy: 'unreachable',
  upstream_not_http: 'unreachable',
  upstream_redirect: 'unreachable',
  upstream_timeout: 'timeout',
  upstream_overloaded: 'overloaded',
  upstream_key_refused: 'denied',
  upstream_not_found: 'denied',
  upstream_without_model: 'denied',
  upstream_model_missing: 'denied',
  model_not_found: 'denied',
  context_length_exceeded: 'context',
};

const byStatus: Readonly<Record<number, ErrorClass>> = {
  401: 'denied',
  402: 'limited',
  403: 'denied',
  404: 'denied',
  408: 'timeout',
  413: 'context',
  429: 'limited',
  503: 'overloaded',
  504: 'timeout',
  529: 'overloaded',
};

/** The kind of a failure; undefined for one that is the request's own: it would fail everywhere. */
export function classOf(error: unknown): ErrorClass | undefined {
  if (!(error instanceof EngineError)) return 'failed';
  const { status, code } = error;
  return byCode[code] ?? byStatus[status] ?? (status >= 500 ? 'failed' : undefined);
}

/** How long a failure says that nothing more should be asked, in ms; undefined where it does not say. */
export function restOf(error: unknown): number | undefined {
  if (!(error instanceof EngineError)) return undefined;
  return error.headers && retryAfterMs(error.headers);
}

/** What a failure is called in lists of what was asked before. */
export function failureName(error: unknown): string {
  return error instanceof EngineError ? error.code : messageOf(error).slice(0, 80);
}
