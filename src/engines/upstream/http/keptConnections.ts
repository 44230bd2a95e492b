import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock } from '../../../common/clock';
import type { Disposable } from '../../../common/disposable';
import { AnswerBytes } from './answerBytes';

/** A request as it leaves. */
export interface SentRequest {
  readonly method: 'GET' | 'POST';
  /** Such as `https://host:1234`. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What can be done to a connection whose answer is on its way. */
export interface ConnectionControl {
  pause(): void;
  resume(): void;
  /** Closes it in this tick. */
  abort(reason: Error): void;
}

/** Who hears of an answer. Nothing is told after `onEnd` or `onError`. */
export interface AnswerListener {
  /** At once, whether there is a connection already or not. */
  onStart(control: ConnectionControl): void;
  /** Names of headers in lower case. */
  onHead(status: number, headers: Readonly<Record<string, string>>): void;
  onData(bytes: Uint8Array): void;
  onEnd(): void;
  onError(error: Error): void;
}

/** What connections are made with. */
export interface ConnectionParts {
  /** How long a connection may take, encryption included, in ms. */
  readonly connectMs: number;
  /** Most that is read at a time, in bytes. */
  readonly readBytes: number;
  /** How long one that serves nobody is kept where the server does not say, in ms. */
  readonly keepMs: number;
  /** PEM; undefined: those Node trusts. */
  readonly authorities: readonly string[] | undefined;
  readonly clock: Clock;
}

/** A server closes a connection at the end of its time; one that is used then may be gone. In ms. */
const beforeItsEndMs = 2_000;

/** Silence after which the system looks whether the other side is still there, in ms. */
const probeAfterMs = 60_000;

/** A value of a header; anything else could be another header. */
const headerValue = /^[\t\x20-\x7e]*$/;

/**
 * HTTP/1.1 straight on sockets, one request at a time on each, kept for the next one. A request leaves in the tick in which
 * it is made, in one write, and what is read is told in that tick too, without a stream in between: this is what stands between
 * people and their first token. Dispose closes all.
 */
export class KeptConnections implements Disposable {
  private readonly parts: ConnectionParts;
  private readonly all = new Set<Connection>();
  /** Those that serve nobody; the last one was used last. */
  private idle: Connection[] = [];
  private sweep: Disposable | undefined;
  /** What is read stands here until it has been told. */
  private readonly buffer: Buffer;
  private session: Buffer | undefined;
  private disposed = false;

  constructor(parts: ConnectionParts) {
    this.parts = parts;
    this.buffer = Buffer.allocUnsafeSlow(parts.readBytes);
  }

  /** Sends a request. Throws when its headers cannot be sent, or this was disposed. */
  send(request: SentRequest, listener: AnswerListener): void {
    if (this.disposed) throw new Error('disposed');
    const text = written(request);
    const connection = this.take(request.origin) ?? this.open(request.origin);
    connection.serve(text, listener);
  }

  dispose(): void {
    this.disposed = true;
    this.sweep?.dispose();
    for (const connection of this.all) connection.close(new Error('disposed'));
  }

  private take(origin: string): Connection | undefined {
    const now = this.parts.clock.now();
    const at = this.idle.findLastIndex(one => one.origin === origin && one.idleUntil > now);
    return at < 0 ? undefined : this.idle.splice(at, 1)[0];
  }

  private open(origin: string): Connection {
    const { protocol, hostname, port } = new URL(origin);
    const host = hostname.replace(/^\[|\]$/g, '');
    const place = {
      host,
      port: Number(port || (protocol === 'https:' ? 443 : 80)),
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: probeAfterMs,
      onread: {
        buffer: this.buffer,
        callback: (count: number, buffer: Uint8Array) => {
          connection.read(Buffer.from(buffer.buffer, buffer.byteOffset, count));
          return true;
        },
      },
    };
    const { authorities } = this.parts;
    const socket =
      protocol === 'https:'
        ? connectTls({
            ...place,
            ...(isIP(host) === 0 ? { servername: host } : {}),
            ...(authorities ? { ca: [...authorities] } : {}),
            ...(this.session ? { session: this.session } : {}),
            ALPNProtocols: ['http/1.1'],
          }).on('session', (session: Buffer) => (this.session = session))
        : connect(place);
    const connection: Connection = new Connection(
      origin,
      socket,
      protocol === 'https:' ? 'secureConnect' : 'connect',
      {
        clock: this.parts.clock,
        connectMs: this.parts.connectMs,
        onFree: (one, ms) => this.free(one, ms ?? this.parts.keepMs),
        onGone: one => this.forget(one),
      },
    );
    this.all.add(connection);
    return connection;
  }

  private free(connection: Connection, ms: number): void {
    connection.idleUntil = this.parts.clock.now() + ms;
    this.idle.push(connection);
    this.sweep ??= this.parts.clock.setTimeout(() => this.closeOld(), this.parts.keepMs);
  }

  private closeOld(): void {
    const now = this.parts.clock.now();
    for (const one of this.idle.filter(({ idleUntil }) => idleUntil <= now)) one.close(new Error('not used'));
    this.sweep =
      this.idle.length > 0
        ? this.parts.clock.setTimeout(() => this.closeOld(), this.parts.keepMs)
        : undefined;
  }

  private forget(connection: Connection): void {
    this.all.delete(connection);
    this.idle = this.idle.filter(one => one !== connection);
  }
}

interface ConnectionAround {
  readonly clock: Clock;
  readonly connectMs: number;
  /** `ms`: how long the server keeps it, where it has said so. */
  onFree(connection: Connection, ms: number | undefined): void;
  onGone(connection: Connection): void;
}

class Connection {
  readonly origin: string;
  /** Until when it may be used while it serves nobody, by the clock. */
  idleUntil = 0;
  private readonly socket: Socket;
  private readonly around: ConnectionAround;
  private readonly late: Disposable;
  private listener: AnswerListener | undefined;
  private answer: AnswerBytes | undefined;
  /** Why it was closed from this side, or has broken. */
  private error: Error | undefined;
  private isOpen = false;
  private toSend: string | undefined;

  constructor(origin: string, socket: Socket, opened: string, around: ConnectionAround) {
    this.origin = origin;
    this.socket = socket;
    this.around = around;
    this.late = around.clock.setTimeout(() => this.close(new ConnectLate()), around.connectMs);
    socket.once(opened, () => this.opened());
    socket.once('error', error => (this.error ??= error));
    socket.once('close', () => this.closed());
    // Without anybody who takes data it would not notice its end.
    socket.resume();
  }

  serve(text: string, listener: AnswerListener): void {
    this.listener = listener;
    this.answer = new AnswerBytes({
      head: (status, headers) => this.listener?.onHead(status, headers),
      // What was read is read over.
      body: bytes => this.listener?.onData(Buffer.from(bytes)),
    });
    listener.onStart({
      pause: () => void this.socket.pause(),
      resume: () => void this.socket.resume(),
      abort: reason => this.close(reason),
    });
    if (this.isOpen) this.socket.write(text);
    else this.toSend = text;
  }

  read(bytes: Buffer): void {
    const { answer } = this;
    // An answer to nothing would be taken for that to the next request.
    if (!answer) return this.close(new Error('an answer to no request'));
    try {
      answer.take(bytes);
    } catch (error) {
      return this.close(error instanceof Error ? error : new Error(String(error)));
    }
    if (answer.isOver) this.end(answer);
  }

  /** Closes it in this tick; whoever waits for an answer hears why. */
  close(reason: Error): void {
    this.error ??= reason;
    this.late.dispose();
    this.socket.destroy();
    this.around.onGone(this);
    this.fail();
  }

  private opened(): void {
    this.late.dispose();
    this.isOpen = true;
    if (this.toSend !== undefined) this.socket.write(this.toSend);
    this.toSend = undefined;
  }

  private end(answer: AnswerBytes): void {
    const { listener } = this;
    this.listener = undefined;
    this.answer = undefined;
    const ms = answer.keepsMs === undefined ? undefined : answer.keepsMs - beforeItsEndMs;
    if (!answer.keeps || this.socket.destroyed || this.socket.readableEnded)
      this.close(new Error('not kept'));
    else {
      // Paused for a reader who was slow, it would not notice its end.
      this.socket.resume();
      this.around.onFree(this, ms);
    }
    listener?.onEnd();
  }

  private closed(): void {
    this.late.dispose();
    this.around.onGone(this);
    if (!this.error && this.answer?.closed()) this.end(this.answer);
    else this.fail();
  }

  private fail(): void {
    const { listener } = this;
    this.listener = undefined;
    this.answer = undefined;
    listener?.onError(this.error ?? new Error('closed by the other side'));
  }
}

/** A connection that was not there in time. */
class ConnectLate extends Error {
  readonly code = 'ETIMEDOUT';
}

function written({ method, origin, path, headers, body }: SentRequest): string {
  let text = `${method} ${path} HTTP/1.1\r\nhost: ${origin.slice(origin.indexOf('//') + 2)}\r\nconnection: keep-alive\r\n`;
  for (const name in headers) {
    const value = headers[name] ?? '';
    if (!headerValue.test(value)) throw new TypeError(`The header ${name} holds what no header may hold.`);
    text += `${name}: ${value}\r\n`;
  }
  if (body === undefined) return `${text}\r\n`;
  return `${text}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
