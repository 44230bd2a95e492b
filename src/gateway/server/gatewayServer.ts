import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import type { Engine } from '../engine';
import type { GatewayLimits } from '../limits';
import type { AccessRules } from './access';
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
  readonly clock: Clock;
  readonly log: Log;
}

/** A gateway that listens. */
export interface GatewayServer {
  readonly port: number;
  /** Address of the WebSocket, such as `ws://127.0.0.1:4000/v1/responses`. */
  readonly url: string;
  /** Base address over HTTP, such as `http://127.0.0.1:4000/v1`. */
  readonly http: string;
  /**
   * Takes nothing new, lets what is in flight finish within the grace, closes everything and releases the
   * engine. Resolves when the port is free again.
   */
  close(): Promise<void>;
}

/** Starts to listen. Rejects when the address cannot be had. The caller closes it. */
export async function startGateway(parts: GatewayParts): Promise<GatewayServer> {
  const { engine, access, limits, clock, log } = parts;
  const started = clock.now();
  const turns = {
    engine,
    newId: (prefix: string) => `${prefix}_${randomBytes(16).toString('hex')}`,
    unixSeconds: () => Math.floor(Date.now() / 1000),
    breathe: () => new Promise<void>(resolve => void setImmediate(resolve)),
  };
  const upgrades = new Upgrades({
    ...turns,
    access,
    limits,
    clock,
    log,
    announcement: {
      v: 1,
      engine: engine.name,
      model: engine.models[0] ?? '',
      concurrentLanes: true,
      steer: true,
      warmUp: true,
      cancel: true,
      incremental: true,
      maxInFlight: limits.maxInFlight,
      maxLanes: limits.maxLanes,
      maxConnectionMs: limits.maxConnectionMs,
    },
  });
  const routes = new Routes({
    ...turns,
    access,
    onEngineFault: error => log.error('engine failed', { error: messageOf(error) }),
    health: () => ({
      status: 'ok',
      engine: engine.name,
      model: engine.models[0] ?? '',
      connections: upgrades.size,
      uptimeMs: Math.round(clock.now() - started),
    }),
  });
  const server = createServer((request, response) => {
    routes.handle(request, response).catch((error: unknown) => {
      log.error('request failed', { error: messageOf(error) });
      response.destroy();
    });
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
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>(resolve => void server.close(() => resolve()));
    server.closeIdleConnections();
    const stop = clock.setTimeout(() => routes.stopAll(), limits.drainGraceMs);
    // Clients get a second more to take the last words and to close; then they are cut off.
    const cut = clock.setTimeout(() => {
      upgrades.terminate();
      server.closeAllConnections();
    }, limits.drainGraceMs + 1_000);
    await upgrades.drain();
    server.closeIdleConnections();
    await closed;
    stop.dispose();
    cut.dispose();
    engine.dispose();
  };
  return {
    port,
    url: `ws://${authority}/v1/responses`,
    http: `http://${authority}/v1`,
    close: () => (closing ??= close()),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
