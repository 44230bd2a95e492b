import type { Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import { createSession } from '../../session/createSession';
import type { HttpPost } from '../../session/connection/httpTransport';
import type { Session, SessionOptions } from '../../session/session';
import type { OpenSocket } from '../../session/connection/socket';
import type { EndpointTarget } from './target';

/** The model id of the embedded engine: it recalls, and its name says so. */
export const localModel = 'local-recall';

/** What a session is handed besides its target. */
export interface SessionParts {
  readonly openSocket: OpenSocket;
  /** For endpoints that turn out to offer no WebSocket. */
  readonly httpPost: HttpPost;
  readonly log: Log;
  readonly clock: Clock;
  /** The service tier to ask for on a lane. */
  readonly serviceTier?: SessionOptions['serviceTier'];
  readonly tierFallBack?: SessionOptions['tierFallBack'];
}

/** Builds the session for a target. It connects when it is first used; the caller owns it. */
export function connectSession(target: EndpointTarget, model: string, parts: SessionParts): Session {
  const { openSocket, httpPost, log, clock, serviceTier, tierFallBack } = parts;
  return createSession({
    url: target.url,
    headers: target.headers,
    model: model || (target.local ? localModel : ''),
    openSocket,
    httpPost,
    log,
    clock,
    ...(serviceTier ? { serviceTier } : {}),
    ...(tierFallBack ? { tierFallBack } : {}),
  });
}
