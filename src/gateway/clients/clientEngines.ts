import type { Clock } from '../../common/clock';
import { admittedEngine } from '../admission/admittedEngine';
import { FairSlots } from '../admission/fairSlots';
import { RateLimit } from '../admission/rateLimit';
import type { Engine } from '../../engines/engine';
import type { GatewayLimits } from '../limits';
import { GatewayMetrics } from '../metrics/gatewayMetrics';
import { measuredEngine } from '../metrics/measuredEngine';
import type { Client } from './client';
import type { ClientDirectory } from './directory';

/** What the engines of the clients are made from. */
export interface ClientEngineParts {
  readonly engine: Engine;
  readonly limits: Pick<GatewayLimits, 'maxTotalInFlight' | 'maxWaitingPerClient'>;
  readonly clock: Clock;
  /** Whether there are several clients; by default not. */
  readonly isShared?: () => boolean;
  /** Open WebSockets, for the metrics. */
  readonly connections: () => number;
}

/** The one engine as each client may use it. */
export interface ClientEngines {
  /** @param connection identity of the connection, for fairness among those of one client */
  readonly engineFor: (client: Client, connection: object) => Engine;
  /** Forgets the rates of those who are not in the directory any more. */
  readonly forget: (directory: ClientDirectory) => void;
  readonly metrics: GatewayMetrics;
}

/** Puts rates, fair turns and figures between the clients and the engine. */
export function clientEngines({
  engine,
  limits,
  clock,
  isShared = () => false,
  connections,
}: ClientEngineParts): ClientEngines {
  const slots = new FairSlots({
    total: limits.maxTotalInFlight,
    maxWaiting: limits.maxWaitingPerClient,
    isShared,
  });
  const metrics = new GatewayMetrics({
    connections,
    inFlight: () => slots.inUse,
    waiting: () => slots.waiting,
  });
  const rates = new Map<Client, RateLimit>();
  const now = (): number => clock.now();
  const rateOf = (client: Client): RateLimit | undefined => {
    if (client.requestsPerMinute === undefined) return undefined;
    const rate = rates.get(client) ?? new RateLimit(client.requestsPerMinute, clock);
    rates.set(client, rate);
    return rate;
  };
  return {
    metrics,
    engineFor: (client, connection) =>
      admittedEngine(
        measuredEngine(engine, client.name, metrics, now),
        { client: client.name, maxInFlight: client.maxInFlight, connection },
        { slots, rate: rateOf(client), onWaited: ms => metrics.waited(ms), now },
      ),
    forget(directory) {
      for (const client of rates.keys()) if (!directory.knows(client)) rates.delete(client);
    },
  };
}
