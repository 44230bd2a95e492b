import type { Clock } from '../common/clock';
import type { Log } from '../common/log';
import { createSession } from '../session/createSession';
import type { Session } from '../session/session';
import type { EndpointTarget } from './endpointTarget';

/** The model id of the embedded engine: it recalls, and its name says so. */
export const localModel = 'local-recall';

/** Builds the session for a target. It connects when it is first used; the caller owns it. */
export function connectSession(target: EndpointTarget, model: string, log: Log, clock: Clock): Session {
  return createSession({
    url: target.url,
    headers: target.headers,
    model: model || (target.local ? localModel : ''),
    log,
    clock,
  });
}
