import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../../common/clock';
import { productVersion } from '../../common/productVersion';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { DayBudgets } from '../admission/dayBudgets';
import { FairShares } from '../admission/fairShares';
import { socketRoom, type SocketRoom } from '../admission/socketRoom';
import { ChainBudget } from '../chains/chainBudget';
import { clientEngines, type ClientEngineParts } from '../clients/clientEngines';
import type { Engine } from '../../engines/engine';
import { fixedLimits, type GatewayLimits } from '../limits';
import type { GatewayMetrics } from '../metrics/gatewayMetrics';
import { StatusBook } from '../metrics/statusBook';
import type { ClientTurn, OnTurn } from '../metrics/turnReport';
import { Breather } from '../turn/breather';
import type { AccessRules } from './access';
import type { Holds } from './holds';
import { hangUp } from './httpReply';
import { Routes } from './routes';
import { Upgrades } from './upgrades';

/** What a gateway is built from. */
export interface GatewayParts {
  readonly engine: Engine;
  readonly access: AccessRules;
  /** 0 takes any free port. */
  readonly port: number;
  readonly limits: GatewayLimits;
  /** Certificate chain and private key, PEM; without it there is no encryption. */
  readonly tls?: TlsIdentity | undefined;
  /** What was used of the day; without them a day begins when the gateway does. */
  readonly budgets?: DayBudgets | undefined;
  /** As of `ClientEngineParts`. */
  readonly makeGate?: ClientEngineParts['makeGate'];
  /** Room for WebSockets, where it is not of this process alone. */
  readonly sockets?: SocketRoom | undefined;
  /** The figures of all processes of this gateway; without it there is only this one. */
  readonly allFigures?: (() => Promise<string>) | undefined;
  /** Those who hold on to it, where it is shared. */
  readonly holds?: Holds | undefined;
  /** Hears of each turn at its end. */
  readonly onTurn?: OnTurn | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a server proves itself with, PEM. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** A gateway that listens. */
export interface GatewayServer {
  readonly port: number;
  /** Address of the WebSocket, such as `ws://127.0.0.1:4000/v1/responses`. */
  readonly url: string;
  /** Base address over HTTP, such as `http://127.0.0.1:4000/v1`. */
  readonly http: string;
  /** Serves new connections with this certificate. Throws when it cannot be used; then the old one stays. */
  replaceTls(identity: TlsIdentity): void;
  /** The list of clients was replaced: sends those away that are no longer on it. */
  dropStrangers(): void;
  /** The figures of this gateway; the caller may add those of the process. */
  readonly metrics: GatewayMetrics;
  /**
   * Takes nothing new, lets what is in flight finish within the grace, closes everything and releases the
   * engine. Resolves when the port is free again, two seconds after the grace at the latest.
   */
  close(): Promise<void>;
}

/** Starts to listen. Rejects when the address cannot be had. The caller closes it. */
export async function startGateway(parts: GatewayParts): Promise<GatewayServer> {
  const { engine, access, limits, clock, log } = parts;
  const started = clock.now();
  const isShared = (): boolean => access.clients.size > 1;
  const breather = new Breather();
  const status = new StatusBook();
  const turns = {
    onTurn: (turn: ClientTurn): void => {
      metrics.turn(turn);
      status.end(turn);
      parts.onTurn?.(turn);
    },
    upstreamName: () => engine.upstream?.server,
    status,
    engine,
    clock,
    log,
    memory: new FairShares(limits.maxHeldSize, isShared),
    newId: (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`,
    unixSeconds: () => Math.floor(Date.now() / 1000),
    breathe: () => breather.breathe(),
  };
  const { metrics, engineFor, forget } = clientEngines({
    engine,
    limits,
    clock,
    isShared,
    budgets: parts.budgets,
    makeGate: parts.makeGate,
    connections: () => upgrades.size,
  });
  let closing: Promise<void> | undefined;
  const upgrades: Upgrades = new Upgrades({
    ...turns,
    engineFor,
    metrics,
    sockets: parts.sockets ?? socketRoom(limits.maxSockets, isShared),
    unfinished: new FairShares(limits.maxUnfinishedBytes, isShared),
    chainBudget: new ChainBudget(limits.maxTotalChainSize),
    access,
    limits,
    announcement: () => ({
      v: 1,
      engine: engine.name,
      model: engine.models[0] ?? '',
      concurrentLanes: true,
      steer: true,
      warmUp: true,
      cancel: true,
      incremental: true,
      promptCache: true,
      maxInFlight: limits.maxInFlight,
      maxLanes: limits.maxLanes,
      maxConnectionMs: limits.maxConnectionMs,
      ...(engine.upstream ? { upstream: engine.upstream } : {}),
    }),
  });
  const routes = new Routes({
    ...turns,
    access,
    metrics,
    figures: () => parts.allFigures?.() ?? metrics.text(),
    arriving: new FairShares(limits.maxArriving, isShared),
    engineFor: client => engineFor(client, {}),
    holds: parts.holds,
    notReady: () => (closing ? { reason: 'The gateway is shutting down.' } : engine.notReady?.()),
    onEngineFault: error => log.error('engine failed', { error: messageOf(error) }),
    health: () => ({
      status: 'ok',
      version: productVersion,
      engine: engine.name,
      model: engine.models[0] ?? '',
      ...(engine.upstream ? { upstream: engine.upstream } : {}),
      connections: upgrades.size,
      uptimeMs: Math.round(clock.now() - started),
    }),
  });
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    routes.handle(request, response).catch((error: unknown) => {
      log.error('request failed', { error: messageOf(error) });
      response.destroy();
    });
  };
  const secure = parts.tls && createHttpsServer({ ...parts.tls, minVersion: 'TLSv1.2' }, serve);
  const server = secure ?? createHttpServer(serve);
  // Every connection, whatever it has become: one that is in the middle of a TLS handshake is known to nobody else.
  const wires = new Set<Socket>();
  server.on('connection', (wire: Socket) => {
    wires.add(wire);
    wire.once('close', () => wires.delete(wire));
  });
  server.on('upgrade', (request, socket, head) => upgrades.handle(request, socket, head));
  server.on('clientError', (_error, socket) => {
    hangUp(socket, 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
  });
  // A reader that takes nothing would hold its answer for ever. WebSockets have their own keep-alive.
  server.setTimeout(limits.httpIdleMs);

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, access.host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : parts.port);
    });
  });
  server.on('error', error => log.error('server error', { error: error.message }));

  const authority = `${access.host.includes(':') ? `[${access.host}]` : access.host}:${port}`;
  const close = async (): Promise<void> => {
    parts.holds?.end();
    const stop = clock.setTimeout(() => routes.stopAll(), limits.drainGraceMs);
    // Clients get some more time to take the last words and to close; then they are cut off.
    const cutOff = (): void => {
      upgrades.terminate();
      for (const wire of wires) wire.destroy();
    };
    const cut = clock.setTimeout(cutOff, limits.drainGraceMs + fixedLimits.lastWordsMs);
    // Until then whoever asks is told, by `GET /ready` and by 503, and not just sent away.
    await Promise.all([upgrades.drain(), routes.drain()]);
    const closed = new Promise<void>(resolve => void server.close(() => resolve()));
    // What is left has nothing to wait for: connections that are kept, that are half-way in a request or a handshake.
    const last = clock.setTimeout(cutOff, fixedLimits.lastWordsMs);
    await closed;
    for (const timer of [stop, cut, last]) timer.dispose();
    engine.dispose();
  };
  return {
    port,
    url: `${secure ? 'wss' : 'ws'}://${authority}/v1/responses`,
    http: `${secure ? 'https' : 'http'}://${authority}/v1`,
    metrics,
    replaceTls: identity => secure?.setSecureContext({ ...identity, minVersion: 'TLSv1.2' }),
    dropStrangers() {
      forget(access.clients);
      upgrades.drainStrangers();
    },
    close: () => (closing ??= close()),
  };
}
