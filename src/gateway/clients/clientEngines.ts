import type { Clock } from '../../common/clock';
import { admittedEngine } from '../admission/admittedEngine';
import { localGate, type Gate, type GateParts } from '../admission/gate';
import type { Engine } from '../../engines/engine';
import { GatewayMetrics } from '../metrics/gatewayMetrics';
import { measuredEngine } from '../metrics/measuredEngine';
import type { Client } from './client';
import type { ClientDirectory } from './directory';

/** What the engines of the clients are made from. */
export interface ClientEngineParts extends Pick<GateParts, 'limits' | 'budgets'> {
  readonly engine: Engine;
  readonly clock: Clock;
  /** Whether there are several clients; by default not. */
  readonly isShared?: () => boolean;
  /** Makes the gate, where it is not one of this process; `onWaited` hears how long requests wait for it, in ms. */
  readonly makeGate?: ((onWaited: (ms: number) => void) => Gate) | undefined;
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

/** Puts rates, budgets, fair turns and figures between the clients and the engine. */
export function clientEngines(parts: ClientEngineParts): ClientEngines {
  const { engine, limits, clock, isShared = () => false, connections, budgets } = parts;
  const metrics = new GatewayMetrics({
    connections,
    inFlight: () => gate.inUse,
    waiting: () => gate.waiting,
    ...(engine.upstreams ? { upstreams: () => engine.upstreams ?? [] } : {}),
  });
  const onWaited = (ms: number): void => metrics.waited(ms);
  const gate = parts.makeGate?.(onWaited) ?? localGate({ limits, clock, isShared, budgets, onWaited });
  return {
    metrics,
    engineFor: (client, connection) =>
      admittedEngine(
        measuredEngine(engine, client.name, metrics, () => clock.now()),
        client,
        connection,
        gate,
      ),
    forget: directory => gate.forget(name => directory.has(name)),
  };
}
