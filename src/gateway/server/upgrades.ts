import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { announcementHeader, writeAnnouncement, type Announcement } from '../../protocol/announcement';
import { Connection, type ConnectionParts } from '../connection/connection';
import { fixedLimits } from '../limits';
import { errorBody, type ErrorBody } from '../turn/served';
import { checkSource, checkToken, type AccessRules } from './access';
import { refuseUpgrade } from './httpReply';
import { keepAlive } from './keepAlive';
import { pathOf, responsesPath } from './routes';
import { createWsPeer } from './wsPeer';

/** What the WebSocket side of the gateway is built from. */
export interface UpgradeParts extends Omit<ConnectionParts, 'peer'> {
  readonly access: AccessRules;
  readonly announcement: Announcement;
}

/** Turns upgrade requests into connections, and knows all of them. */
export class Upgrades {
  readonly #parts: UpgradeParts;
  readonly #sockets: WebSocketServer;
  readonly #open = new Map<WebSocket, Connection>();
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
    const announcement = writeAnnouncement(parts.announcement);
    this.#sockets.on('headers', headers => headers.push(`${announcementHeader}: ${announcement}`));
  }

  /** Open sockets. */
  get size(): number {
    return this.#open.size;
  }

  /** Handles the `upgrade` event of an HTTP server. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onError = (): void => void socket.destroy();
    socket.on('error', onError);
    const refusal = this.#refusal(request);
    if (refusal) {
      this.#parts.log.info('connection refused', { status: refusal.status, code: refusal.error.code });
      return refuseUpgrade(socket, refusal);
    }
    this.#sockets.handleUpgrade(request, socket, head, client => {
      socket.off('error', onError);
      this.#connect(client);
    });
  }

  /** Lets every connection finish what it has in flight; resolves when all sockets have closed. */
  drain(): Promise<void> {
    this.#draining = true;
    for (const connection of this.#open.values()) connection.drain('shutdown');
    return new Promise(resolve => {
      this.#onEmpty = resolve;
      if (this.#open.size === 0) resolve();
    });
  }

  /** Cuts every socket off. */
  terminate(): void {
    for (const socket of this.#open.keys()) socket.terminate();
  }

  #refusal(request: IncomingMessage): ErrorBody | undefined {
    const { access } = this.#parts;
    if (pathOf(request) !== responsesPath) {
      const message = `WebSockets are served at ${responsesPath}.`;
      return errorBody({ status: 404, code: 'not_found', message });
    }
    const refused = checkSource(request.headers, access) ?? checkToken(request.headers, access);
    if (refused) return refused;
    if (this.#draining || this.#open.size >= fixedLimits.maxSockets) {
      const message = this.#draining ? 'The gateway is shutting down.' : 'Too many open connections.';
      return errorBody({ status: 503, code: 'server_error', message, headers: { 'retry-after': '1' } });
    }
    return undefined;
  }

  #connect(socket: WebSocket): void {
    const { log, clock } = this.#parts;
    const connection = new Connection({ ...this.#parts, peer: createWsPeer(socket) });
    const pulse = keepAlive(socket, clock, fixedLimits.pingIntervalMs);
    this.#open.set(socket, connection);
    log.info('connection opened', { open: this.#open.size });
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
      log.info('connection closed', { code, open: this.#open.size });
      if (this.#open.size === 0) this.#onEmpty?.();
    });
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
