import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { utf8Length } from '../../common/utf8';
import {
  connectionError,
  errorOfEvent,
  paramOfEvent,
  protocolError,
  wireError,
  type WireError,
} from '../../protocol/errors';
import { parseServerFrame, type MalformedFrame } from '../../protocol/parseServerFrame';
import type { ServerEvent } from '../../protocol/serverEvents';
import type { StreamId } from '../../protocol/streamId';
import { responseIdOf, type ResponseStream, type ResponseEnd, type SteerEvent } from './responseStream';
import { Echoes } from './echoes';
import { EndedIds } from './endedIds';
import { announcing, doubtOf } from './eventKinds';
import { mayBlameRequest, verdictOfClose, verdictOfOpenFailure, type ConnectionVerdict } from './failures';
import { KeepAlive } from './keepAlive';
import { LaneNames } from './laneNames';
import { routeEvent, routeMalformed } from './route';
import { SilenceWatch } from './silenceWatch';
import type { OpenSocket, Socket } from './socket';

/** Largest frame accepted from a server, in bytes; a larger one closes the socket with 1009. */
const maxFrameBytes = 8 * 1024 * 1024;
/** How long a socket may take to open, in ms. */
const openTimeoutMs = 15_000;

/** What a connection tells its owner. */
export interface ConnectionListener {
  onOpen(connection: Connection, responseHeaders: Readonly<Record<string, string>>): void;
  /** The last call; what was in flight has been told already. */
  onDown(connection: Connection, verdict: ConnectionVerdict): void;
  /** A response ended, so a lane is free. */
  onFree(connection: Connection): void;
  /** It takes no new turns from now on, and goes on with what runs. */
  onDraining(connection: Connection): void;
  /** An event without a lane answered a request with one: the server has no lanes. */
  onUnlabelled(): void;
  onBytes(direction: 'up' | 'down', bytes: number): void;
  onOddFrame(kind: 'malformed' | 'stale' | 'duplicate' | 'gap', detail: string): void;
}

/** What a connection is made of. */
export interface ConnectionParts {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly listener: ConnectionListener;
}

/** One socket and what runs on it: at most one response on each lane name. */
export class Connection implements Disposable {
  /** `open` only between the upgrade and the end of the socket. */
  state: 'opening' | 'open' | 'closed' = 'opening';
  /** Takes no new turns; closes when the last one has ended. */
  draining = false;
  /** Time of the upgrade. */
  openedAt = 0;
  /** Time of the last request, or of the upgrade. */
  usedAt = 0;
  /** The server has answered a request on it. What it says unasked, such as why it will close, is no sign that it works. */
  proven = false;
  /**
   * An answer has to say that it begins: the server has shown that it does so, or more of an answer that failed may
   * still come.
   */
  private mustBegin = false;
  readonly names = new LaneNames();
  private readonly running = new Map<StreamId, ResponseStream>();
  /** Undefined where the server gave it no name. */
  private readonly latest = new Map<StreamId, string | undefined>();
  private readonly ended = new EndedIds();
  private readonly echoes = new Echoes();
  private readonly socket: Socket;
  private readonly openTimer: Disposable;
  private readonly silence: SilenceWatch;
  private keepAlive: KeepAlive | undefined;

  constructor(private readonly parts: ConnectionParts) {
    const { clock, openSocket, url, headers } = parts;
    this.silence = new SilenceWatch(clock, {
      running: () => this.running.values(),
      isDraining: () => this.draining,
      onUnread: () => this.drain(),
    });
    this.openTimer = clock.setTimeout(() => {
      const message = t(
        'The endpoint did not answer the WebSocket handshake within {0} s.',
        openTimeoutMs / 1000,
      );
      this.down({ error: connectionError(message, 'handshake_timeout'), then: 'retry' });
    }, openTimeoutMs);
    this.socket = openSocket(
      { url, headers, maxFrameBytes },
      {
        onOpen: responseHeaders => this.onOpen(responseHeaders),
        onOpenFailed: failure => this.down(verdictOfOpenFailure(failure)),
        onText: frame => this.onText(frame),
        onBinary: () => this.refuse(1003, t('The server sent a binary frame.')),
        onPong: () => this.keepAlive?.heard(),
        onClose: (code, reason) => this.down(verdictOfClose(code, reason), !mayBlameRequest(code)),
      },
    );
  }

  /** Responses in flight, muted ones among them. */
  get inFlight(): number {
    return this.running.size;
  }

  /** Responses in flight that somebody reads. */
  get live(): number {
    let count = 0;
    for (const stream of this.running.values()) if (stream.live) count++;
    return count;
  }

  /** Since when nothing but unread answers has been running; undefined where that is not so. */
  get mutedSince(): number | undefined {
    const since = [...this.running.values()].map(stream => stream.mutedAt ?? Infinity);
    const latest = Math.max(...since);
    return since.length > 0 && latest < Infinity ? latest : undefined;
  }

  /** Whether it takes turns. */
  get usable(): boolean {
    return this.state === 'open' && !this.draining;
  }

  isBusy(lane: StreamId): boolean {
    return this.running.has(lane);
  }

  /** Whether the connection still holds this response to continue from: each lane keeps its latest. */
  holds(responseId: string): boolean {
    for (const id of this.latest.values()) if (id === responseId) return true;
    return false;
  }

  /** The response a lane could be continued from. */
  latestOf(lane: StreamId): string | undefined {
    return this.latest.get(lane);
  }

  /** Whether a response is being forked from and the server has not yet read it. */
  isBeingForked(responseId: string): boolean {
    for (const { previous, acknowledged } of this.running.values()) {
      if (previous === responseId && !acknowledged) return true;
    }
    return false;
  }

  /** Sends a request; its lane must be free. Returns the bytes of the frame. */
  send(stream: ResponseStream, frame: string): number {
    this.running.set(stream.lane, stream);
    this.usedAt = this.parts.clock.now();
    stream.heardAt = this.usedAt;
    this.keepAlive?.expectAnswer();
    this.silence.renew();
    return this.write(frame);
  }

  /** Nobody reads on in this response. */
  mute(stream: ResponseStream): void {
    stream.mute(this.parts.clock.now());
    this.silence.renew();
    this.closeWhenDrained();
  }

  /** Sends a frame that starts no response. */
  write(frame: string): number {
    const bytes = utf8Length(frame);
    this.parts.listener.onBytes('up', bytes);
    this.socket.send(frame);
    return bytes;
  }

  /** Takes no new turns from now on, and closes when nobody reads on it any more. */
  drain(): void {
    if (this.draining) return;
    this.draining = true;
    this.closeWhenDrained();
    if (this.state === 'open') this.parts.listener.onDraining(this);
  }

  /** Drops the connection at once; what runs on it is told that it is lost. */
  drop(error: WireError): void {
    this.down({ error, then: 'rest' });
  }

  /** Something was said that may be about any of several answers: all of them are lost, for that reason. */
  private lose(event: ServerEvent): void {
    const isError = event.type === 'error';
    const error = isError
      ? errorOfEvent(event)
      : connectionError(t('The server does not say which answer it sends.'));
    this.down({ error, then: 'rest' }, true, isError ? paramOfEvent(event) : undefined);
  }

  dispose(): void {
    for (const stream of this.running.values()) stream.mute(this.parts.clock.now());
    if (this.state === 'open') this.socket.close(1000, 'bye');
    this.drop(connectionError(t('The session was closed.')));
  }

  private onOpen(responseHeaders: Readonly<Record<string, string>>): void {
    if (this.state !== 'opening') return;
    const { clock, listener } = this.parts;
    this.openTimer.dispose();
    this.state = 'open';
    this.openedAt = clock.now();
    this.usedAt = this.openedAt;
    this.keepAlive = new KeepAlive(clock, {
      isBusy: () => this.running.size > 0,
      ping: () => this.socket.ping(),
      bufferedBytes: () => this.socket.bufferedBytes,
      onDead: () =>
        this.down({
          error: connectionError(t('The connection went silent.'), 'half_open'),
          then: 'retry',
        }),
    });
    listener.onOpen(this, responseHeaders);
  }

  private onText(frame: string): void {
    if (this.state !== 'open') return;
    const { listener } = this.parts;
    const bytes = utf8Length(frame);
    listener.onBytes('down', bytes);
    this.keepAlive?.heard();
    const parsed = parseServerFrame(frame);
    if (parsed.kind === 'malformed') return this.onMalformed(parsed, bytes);
    if (parsed.kind === 'unknown') return;
    const { event } = parsed;
    const id = responseIdOf(event);
    if (isSteerEvent(event)) return this.onSteerEvent(event, bytes);
    const isEcho = this.echoes.isEcho(event);
    const routed = isEcho ? undefined : routeEvent(event, this.running);
    if (!routed || (id && this.ended.isRepeated(id, event.type)))
      return listener.onOddFrame('stale', event.type);
    const { stream } = routed;
    this.proven = true;
    if (routed.unlabelled) listener.onUnlabelled();
    // A server without lanes may have dropped the first request for the second; a guess could swap their answers.
    if (routed.ambiguous) return this.lose(event);
    const hadGap = stream.gapSeen;
    stream.count(bytes, this.parts.clock.now());
    const before = stream.responseId;
    if (announcing.has(event.type)) this.mustBegin = true;
    const result = stream.accept(event, this.undoubted);
    if (!hadGap && stream.gapSeen) listener.onOddFrame('gap', event.type);
    if (result === 'awaiting') {
      this.ended.add(before);
      // The successor takes the place of what the lane held.
      this.latest.delete(stream.lane);
    } else if (result === 'stale' || result === 'duplicate') listener.onOddFrame(result, event.type);
    else if (result !== 'taken') this.end(stream, result);
  }

  /** Where nothing else runs and the server begins its answers without a word, there is no doubt whose they are. */
  private get undoubted(): boolean {
    return this.running.size === 1 && !this.mustBegin;
  }

  /** An answer in doubt is no answer; the others on this connection go on where it can be told which one it is. */
  private onMalformed(frame: MalformedFrame, bytes: number): void {
    this.parts.listener.onOddFrame('malformed', frame.reason);
    const doubt = doubtOf(frame);
    if (doubt === undefined) return;
    const routed = routeMalformed(frame, this.running);
    if (!routed) return this.refuse(1002, doubt);
    const { stream } = routed;
    if (!stream) return;
    stream.count(bytes, this.parts.clock.now());
    const error = wireError({ code: 'bad_answer', message: doubt });
    const result = stream.acceptMalformed(frame, error, this.undoubted);
    if (typeof result === 'object') this.end(stream, result);
  }

  private onSteerEvent(event: SteerEvent, bytes: number): void {
    const target = event.steer.previous_response_id;
    const stream = [...this.running.values()].find(other => other.answersTo(target));
    if (!stream) return this.parts.listener.onOddFrame('stale', event.type);
    stream.count(bytes, this.parts.clock.now());
    const result = stream.acceptSteer(event);
    if (typeof result === 'object') this.end(stream, result);
  }

  private end(stream: ResponseStream, end: ResponseEnd): void {
    const { lane, responseId, previous } = stream;
    this.running.delete(lane);
    this.ended.add(responseId);
    if (end.kind === 'failed') {
      this.mustBegin = true;
      // A continuation that fails on its own lane evicts its parent.
      if (this.latest.get(lane) === previous) this.latest.delete(lane);
    } else this.latest.set(lane, responseId);
    this.silence.renew();
    stream.finish(end);
    this.parts.listener.onFree(this);
    this.closeWhenDrained();
  }

  private closeWhenDrained(): void {
    if (!this.draining || this.live > 0) return;
    this.socket.close(1000, 'done');
    this.drop(connectionError(t('The connection was replaced.')));
  }

  /** The server broke the protocol. */
  private refuse(code: number, message: string): void {
    this.socket.close(code, message);
    this.down({ error: protocolError(message), then: 'retry' }, false);
  }

  private down(verdict: ConnectionVerdict, replayable = true, param?: string): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.openTimer.dispose();
    this.silence.dispose();
    this.keepAlive?.dispose();
    this.socket.dispose();
    const lost = [...this.running.values()];
    this.running.clear();
    this.latest.clear();
    for (const stream of lost) stream.finish({ kind: 'lost', error: verdict.error, param, replayable });
    this.parts.listener.onDown(this, verdict);
  }
}

function isSteerEvent(event: ServerEvent): event is SteerEvent {
  return event.type.startsWith('response.steer.');
}
