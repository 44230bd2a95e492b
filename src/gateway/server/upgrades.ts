import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Disposable } from '../../common/disposable';
import { withFields } from '../../common/log';
import { announcementHeader, writeAnnouncement, type Announcement } from '../../protocol/announcement';
import type { FairShares } from '../admission/fairShares';
import type { SocketRoom } from '../admission/socketRoom';
import type { Client } from '../clients/client';
import { Connection, type ConnectionParts } from '../connection/connection';
import type { Engine } from '../../engines/engine';
import { fixedLimits } from '../limits';
import type { GatewayMetrics } from '../metrics/gatewayMetrics';
import { errorBody, type ErrorBody } from '../turn/served';
import { checkSource, clientOf, type AccessRules } from './access';
import { refuseUpgrade } from './httpReply';
import { keepAlive } from './keepAlive';
import { pathOf, responsesPath } from './routes';
import { watchUnfinished } from './unfinished';
import type { StatusBook } from '../metrics/statusBook';
import type { OnTurn } from '../metrics/turnReport';
import { createWsPeer } from './wsPeer';

/** What the WebSocket side of the gateway is built from. */
export interface UpgradeParts extends Omit<
  ConnectionParts,
  'peer' | 'engine' | 'share' | 'onBegin' | 'onTurn'
> {
  readonly status: StatusBook;
  readonly onTurn: OnTurn;
  /** The server behind, for those who look on. */
  upstreamName(): string | undefined;
  readonly access: AccessRules;
  /** The engine as one connection of a client may use it. */
  engineFor(client: Client, connection: object): Engine;
  readonly metrics: GatewayMetrics;
  /** Open sockets: how many there may be, and of whom. */
  readonly sockets: SocketRoom;
  /** Requests of all connections, in code units. */
  readonly memory: FairShares;
  /** Frames that are not complete, in bytes. */
  readonly unfinished: FairShares;
  /** What is said in a handshake; asked for each, since an engine may learn what it is in front of. */
  announcement(): Announcement;
}

/** Turns upgrade requests into connections, and knows all of them. */
export class Upgrades {
  private readonly parts: UpgradeParts;
  private readonly sockets: WebSocketServer;
  private readonly open = new Map<WebSocket, { readonly connection: Connection; readonly client: Client }>();
  private draining = false;
  private onEmpty: (() => void) | undefined;

  constructor(parts: UpgradeParts) {
    this.parts = parts;
    this.sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // On loopback compressing costs more than it saves; a client that offers it goes on without.
      perMessageDeflate: false,
      maxPayload: fixedLimits.maxRequestBytes,
    });
    this.sockets.on('headers', headers => {
      headers.push(`${announcementHeader}: ${writeAnnouncement(parts.announcement())}`);
    });
  }

  /** Open sockets. */
  get size(): number {
    return this.open.size;
  }

  /** Handles the `upgrade` event of an HTTP server. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onError = (): void => void socket.destroy();
    socket.on('error', onError);
    const client = this.admit(request);
    if ('error' in client) return this.refuse(socket, client);
    const open = (place: Disposable | undefined): void => {
      if (!place) return this.refuse(socket, noPlace('Too many open connections.'));
      // While room was asked for, it may have gone, or we may have begun to close.
      if (socket.destroyed) return place.dispose();
      socket.once('close', () => place.dispose());
      if (this.draining) return this.refuse(socket, noPlace('The gateway is shutting down.'));
      this.sockets.handleUpgrade(request, socket, head, webSocket => {
        socket.off('error', onError);
        this.connect(webSocket, socket, client);
      });
    };
    if (this.draining) return this.refuse(socket, noPlace('The gateway is shutting down.'));
    const place = this.parts.sockets.take(client.name);
    if (place instanceof Promise) void place.then(open);
    else open(place);
  }

  private refuse(socket: Duplex, why: ErrorBody): void {
    const { status, error } = why;
    this.parts.metrics.refused(error.code);
    this.parts.log.info('connection refused', { status, code: error.code });
    refuseUpgrade(socket, why);
  }

  /** Lets every connection finish what it has in flight; resolves when all sockets have closed. */
  drain(): Promise<void> {
    this.draining = true;
    for (const { connection } of this.open.values()) connection.drain('shutdown');
    return new Promise(resolve => {
      this.onEmpty = resolve;
      if (this.open.size === 0) resolve();
    });
  }

  /** Sends away those whose token is no longer one of this gateway; what they have in flight may finish. */
  drainStrangers(): void {
    const { clients } = this.parts.access;
    for (const { connection, client } of this.open.values()) {
      if (!clients.knows(client)) connection.drain('revoked');
    }
  }

  /** Cuts every socket off. */
  terminate(): void {
    for (const socket of this.open.keys()) socket.terminate();
  }

  private admit(request: IncomingMessage): Client | ErrorBody {
    const { access } = this.parts;
    if (pathOf(request) !== responsesPath) {
      const message = `WebSockets are served at ${responsesPath}.`;
      return errorBody({ status: 404, code: 'not_found', message });
    }
    return checkSource(request.headers, access) ?? clientOf(request.headers, access);
  }

  private connect(socket: WebSocket, wire: Duplex, client: Client): void {
    const { clock, memory, unfinished, log } = this.parts;
    const { name } = client;
    const connection = new Connection({
      ...this.parts,
      engine: this.parts.engineFor(client, socket),
      peer: createWsPeer(socket, wire, clock),
      share: memory.share(name),
      log: withFields(log, { client: name }),
      onBegin: turn => this.parts.status.begin({ ...turn, client: name, over: 'websocket' }),
      onTurn: report => {
        const upstream = report.upstream ?? this.parts.upstreamName();
        this.parts.onTurn({ ...report, client: name, over: 'websocket', upstream });
      },
    });
    const arriving = unfinished.share(name);
    let cut: Disposable | undefined;
    const onFrame = watchUnfinished(wire, arriving, () => {
      log.warn('connection refused', { client: name, code: 'too_much_unfinished' });
      arriving.dispose();
      socket.close(1013, 'Too much of this token is on its way.');
      // Until the other side has answered, more of it may come.
      cut = clock.setTimeout(() => socket.terminate(), fixedLimits.lastWordsMs);
    });
    const pulse = keepAlive(socket, clock, {
      interval: fixedLimits.pingIntervalMs,
      paused: fixedLimits.unreadMs,
    });
    this.open.set(socket, { connection, client });
    log.info('connection opened', { client: name, open: this.open.size });
    socket.on('message', (data, isBinary) => {
      onFrame();
      if (isBinary) connection.receiveBinary();
      else connection.receive(textOf(data));
    });
    // `ws` reports here what it closes for by itself: 1009 too large, 1007 not UTF-8, 1002 broken frame.
    socket.on('error', error => log.warn('connection error', { error: error.message }));
    socket.once('close', code => {
      pulse.dispose();
      cut?.dispose();
      arriving.dispose();
      connection.dispose();
      this.open.delete(socket);
      log.info('connection closed', { client: name, code, open: this.open.size });
      if (this.open.size === 0) this.onEmpty?.();
    });
  }
}

function noPlace(message: string): ErrorBody {
  return errorBody({ status: 503, code: 'server_error', message, headers: { 'retry-after': '1' } });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
