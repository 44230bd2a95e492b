import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { announcementHeader, writeAnnouncement, type Announcement } from '../../protocol/announcement';
import type { Client } from '../clients/client';
import { Connection, type ConnectionParts } from '../connection/connection';
import type { Engine } from '../engine';
import { fixedLimits } from '../limits';
import type { GatewayMetrics } from '../metrics/gatewayMetrics';
import { errorBody, type ErrorBody } from '../turn/served';
import { checkSource, clientOf, type AccessRules } from './access';
import { refuseUpgrade } from './httpReply';
import { keepAlive } from './keepAlive';
import { pathOf, responsesPath } from './routes';
import { createWsPeer } from './wsPeer';

/** What the WebSocket side of the gateway is built from. */
export interface UpgradeParts extends Omit<ConnectionParts, 'peer' | 'engine'> {
  readonly access: AccessRules;
  /** The engine as one connection of a client may use it. */
  engineFor(client: Client, connection: object): Engine;
  readonly metrics: GatewayMetrics;
  /** Open sockets above which new ones are refused. */
  readonly maxSockets: number;
  /** What is said in a handshake; asked for each, since an engine may learn what it is in front of. */
  announcement(): Announcement;
}

/** Turns upgrade requests into connections, and knows all of them. */
export class Upgrades {
  readonly #parts: UpgradeParts;
  readonly #sockets: WebSocketServer;
  readonly #open = new Map<WebSocket, { readonly connection: Connection; readonly client: Client }>();
  #draining = false;
  #onEmpty: (() => void) | undefined;

  constructor(parts: UpgradeParts) {
    this.#parts = parts;
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // On loopback compressing costs more than it saves; a client that offers it goes on without.
      perMessageDeflate: false,
      maxPayload: fixedLimits.maxRequestBytes,
    });
    this.#sockets.on('headers', headers => {
      headers.push(`${announcementHeader}: ${writeAnnouncement(parts.announcement())}`);
    });
  }

  /** Open sockets. */
  get size(): number {
    return this.#open.size;
  }

  /** Handles the `upgrade` event of an HTTP server. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onError = (): void => void socket.destroy();
    socket.on('error', onError);
    const client = this.#admit(request);
    if ('error' in client) {
      const { status, error } = client;
      this.#parts.metrics.refused(error.code);
      this.#parts.log.info('connection refused', { status, code: error.code });
      return refuseUpgrade(socket, client);
    }
    this.#sockets.handleUpgrade(request, socket, head, webSocket => {
      socket.off('error', onError);
      this.#connect(webSocket, socket, client);
    });
  }

  /** Lets every connection finish what it has in flight; resolves when all sockets have closed. */
  drain(): Promise<void> {
    this.#draining = true;
    for (const { connection } of this.#open.values()) connection.drain('shutdown');
    return new Promise(resolve => {
      this.#onEmpty = resolve;
      if (this.#open.size === 0) resolve();
    });
  }

  /** Sends away those whose token is no longer one of this gateway; what they have in flight may finish. */
  drainStrangers(): void {
    const { clients } = this.#parts.access;
    for (const { connection, client } of this.#open.values()) {
      if (!clients.knows(client)) connection.drain('revoked');
    }
  }

  /** Cuts every socket off. */
  terminate(): void {
    for (const socket of this.#open.keys()) socket.terminate();
  }

  #admit(request: IncomingMessage): Client | ErrorBody {
    const { access, maxSockets } = this.#parts;
    if (pathOf(request) !== responsesPath) {
      const message = `WebSockets are served at ${responsesPath}.`;
      return errorBody({ status: 404, code: 'not_found', message });
    }
    const client = checkSource(request.headers, access) ?? clientOf(request.headers, access);
    if ('error' in client) return client;
    if (this.#draining || this.#open.size >= maxSockets) {
      const message = this.#draining ? 'The gateway is shutting down.' : 'Too many open connections.';
      return errorBody({ status: 503, code: 'server_error', message, headers: { 'retry-after': '1' } });
    }
    return client;
  }

  #connect(socket: WebSocket, wire: Duplex, client: Client): void {
    const { log, clock } = this.#parts;
    const engine = this.#parts.engineFor(client, socket);
    const connection = new Connection({ ...this.#parts, engine, peer: createWsPeer(socket, wire) });
    const pulse = keepAlive(socket, clock, fixedLimits.pingIntervalMs);
    this.#open.set(socket, { connection, client });
    log.info('connection opened', { client: client.name, open: this.#open.size });
    socket.on('message', (data, isBinary) => {
      if (isBinary) connection.receiveBinary();
      else connection.receive(textOf(data));
    });
    // `ws` reports here what it closes for by itself: 1009 too large, 1007 not UTF-8, 1002 broken frame.
    socket.on('error', error => log.warn('connection error', { error: error.message }));
    socket.once('close', code => {
      pulse.dispose();
      connection.dispose();
      this.#open.delete(socket);
      log.info('connection closed', { client: client.name, code, open: this.#open.size });
      if (this.#open.size === 0) this.#onEmpty?.();
    });
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
