import type { Clock } from '../common/clock';
import type { Log } from '../common/log';
import { createSession } from '../session/createSession';
import type { Session } from '../session/session';
import type { ApiKeys } from './apiKeys';
import type { Endpoint } from './endpoint';
import type { GatewayProcess } from './gatewayProcess';

/** The model id of the embedded engine: it recalls, and its name says so. */
export const localModel = 'local-recall';

/** What a session of the extension is built from. */
export interface ConnectOptions {
  readonly endpoint: Exclude<Endpoint, { kind: 'invalid' }>;
  readonly model: string;
  readonly gateway: GatewayProcess;
  readonly keys: ApiKeys;
  readonly log: Log;
  readonly clock: Clock;
}

/** Builds the session for an endpoint. It connects when it is first used; the caller owns it. */
export function connectSession({ endpoint, model, gateway, keys, log, clock }: ConnectOptions): Session {
  if (endpoint.kind === 'local') {
    return createSession({
      // Asked before every connect: a gateway that died is started anew, at a new port with a new token.
      url: async () => (await gateway.address()).url,
      headers: async () => bearer((await gateway.address()).token),
      model: model || localModel,
      log,
      clock,
    });
  }
  return createSession({
    url: endpoint.url,
    headers: async () => {
      const key = await keys.get(endpoint);
      return key === undefined ? {} : bearer(key);
    },
    model,
    log,
    clock,
  });
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
