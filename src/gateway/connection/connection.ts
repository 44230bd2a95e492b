import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { ClientEventOf } from '../../protocol/clientEvents';
import { parseClientFrame, type Refusal } from '../../protocol/parseClientFrame';
import { streamIdField, streamIdOf, type StreamId } from '../../protocol/streamId';
import type { Share } from '../admission/fairShares';
import type { ChainBudget } from '../chains/chainBudget';
import { LaneScheduler } from '../lanes/laneScheduler';
import type { ConnectionLimits } from '../limits';
import { frameOf } from '../turn/frameOf';
import type { TurnSurroundings } from '../turn/runTurn';
import { errorBody, type ErrorBody, type ServedEvent } from '../turn/served';
import { Conversations, type LaneRequest } from './conversations';
import { steer } from './steering';

/** The other end of a connection. */
export interface Peer {
  /**
   * Queues one text frame. Order is kept.
   * @param urgency `later`: other work that is due goes first; default `soon`
   */
  send(frame: string, urgency?: 'soon' | 'later'): void;
  /** See `TurnSurroundings.ready`. */
  ready(signal: AbortSignal): Promise<void> | undefined;
  /** Starts the closing handshake. */
  close(code: number, reason: string): void;
}

/** What a connection is built from. */
export interface ConnectionParts extends Omit<TurnSurroundings, 'ready' | 'onEngineFault'> {
  readonly peer: Peer;
  readonly limits: ConnectionLimits;
  /**
   * What its requests take of the memory that all clients share, in code units; without it only the bounds of this
   * connection hold. Disposed with the connection.
   */
  readonly share?: Share | undefined;
  /** Shared by all connections. */
  readonly chainBudget?: ChainBudget | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh id such as `resp_…`. */
  readonly newId: (prefix: string) => string;
  /** Unix time in seconds, for `created_at`. */
  readonly unixSeconds: () => number;
}

/** Why a connection takes no more requests. */
export type DrainReason = 'age' | 'shutdown' | 'revoked';

/** The names of lanes that may be echoed. */
const legalLane = /^[A-Za-z0-9_.-]{1,256}$/;

/**
 * One socket of a client, without the socket: reads its frames, keeps its lanes and chains, answers. Ends with
 * `dispose` when the peer is gone.
 */
export class Connection implements Disposable {
  private readonly parts: ConnectionParts;
  private readonly scheduler: LaneScheduler;
  private readonly conversations: Conversations;
  private readonly requests = new Set<LaneRequest>();
  private readonly timers: Disposable[] = [];
  private draining: DrainReason | undefined;
  private closed = false;

  constructor(parts: ConnectionParts) {
    this.parts = parts;
    this.scheduler = new LaneScheduler(parts.limits, () => this.onIdle());
    this.conversations = new Conversations({
      engine: parts.engine,
      breathe: parts.breathe,
      ready: signal => parts.peer.ready(signal),
      onEngineFault: error => parts.log.error('engine failed', { error: messageOf(error) }),
      ...(parts.onBegin ? { onBegin: parts.onBegin } : {}),
      ...(parts.onTurn ? { onTurn: parts.onTurn } : {}),
      clock: parts.clock,
      log: parts.log,
      newId: parts.newId,
      unixSeconds: parts.unixSeconds,
      maxChainSize: parts.limits.maxChainSize,
      chainBudget: parts.chainBudget,
      emit: event => this.send(event),
      mayContinue: () => this.draining === undefined && !this.closed,
    });
    this.timers.push(parts.clock.setTimeout(() => this.drain('age'), parts.limits.maxConnectionMs));
  }

  /** Reads one text frame. Never throws: what is wrong is answered, and a fault of ours ends this connection only. */
  receive(frame: string): void {
    if (this.closed) return;
    try {
      this.read(frame);
    } catch (error) {
      this.fault(error);
    }
  }

  private read(frame: string): void {
    const read = parseClientFrame(frame);
    if (read.kind === 'refused') return this.refuse(read.refusal);
    const { event, size } = read;
    switch (event.type) {
      case 'response.create':
        return this.create(event, size);
      case 'response.steer':
        return this.steer(event.previous_response_id, event.input, size);
      case 'codex_spark.cancel':
        return this.cancel(event);
    }
  }

  /** A binary frame: not of this protocol. */
  receiveBinary(): void {
    this.close(1003, 'This protocol has text frames only.');
  }

  /**
   * Takes no more requests; what is in flight may finish within the grace, then the socket closes: 1001 for its
   * age, 1012 when the gateway goes, 1008 when its token is no longer valid.
   */
  drain(reason: DrainReason): void {
    if (this.draining || this.closed) return;
    this.draining = reason;
    const { clock, limits } = this.parts;
    this.timers.push(clock.setTimeout(() => this.stopAll('drained'), limits.drainGraceMs));
    if (this.requests.size === 0) this.onIdle();
  }

  /** The peer is gone: stops everything at once. */
  dispose(): void {
    this.closed = true;
    for (const timer of this.timers.splice(0)) timer.dispose();
    this.stopAll('gone');
    this.conversations.dispose();
    this.parts.share?.dispose();
  }

  private create(event: ClientEventOf<'response.create'>, size: number): void {
    const lane = streamIdOf(event);
    if (this.draining) return this.sendError(lane, drainError(this.draining, this.parts.limits));
    const { share } = this.parts;
    if (share?.grow(size) === false) return this.sendError(lane, tokenFull());
    const request = this.conversations.newRequest(lane, event, size);
    this.requests.add(request);
    const submission = this.scheduler.submit({
      lane,
      size,
      run: async () => {
        try {
          if (this.draining) this.sendError(lane, drainError(this.draining, this.parts.limits));
          else await this.conversations.serve(request);
        } catch (error) {
          this.fault(error);
        } finally {
          this.requests.delete(request);
          share?.shrink(size);
        }
      },
    });
    if (submission === 'taken') return;
    this.requests.delete(request);
    share?.shrink(size);
    this.sendError(lane, submission === 'lane-limit' ? laneLimit(this.parts.limits) : queueFull());
  }

  private steer(previousResponseId: string, input: unknown, size: number): void {
    const event = steer(previousResponseId, input, size, {
      requests: this.requests,
      endOf: id => this.conversations.endOf(id),
      newId: this.parts.newId,
    });
    if (event) this.send(event);
  }

  private cancel(event: ClientEventOf<'codex_spark.cancel'>): void {
    const lane = streamIdOf(event);
    const wanted = event.response_id ?? undefined;
    for (const request of this.requests) {
      if (request.lane !== lane) continue;
      if (wanted === undefined || request.writer?.responseId === wanted) request.control.stop('cancelled');
    }
  }

  private refuse(refusal: Refusal): void {
    const lane = legalLane.test(refusal.streamId ?? '') ? refusal.streamId : undefined;
    this.sendError(lane, errorBody(refusal));
  }

  private fault(error: unknown): void {
    this.parts.log.error('request failed', { error: String(error) });
    this.close(1011, 'The gateway has failed.');
  }

  private onIdle(): void {
    if (!this.draining) return;
    if (this.draining === 'age') {
      this.sendError(undefined, drainError('age', this.parts.limits));
      this.close(1001, 'The connection has reached its age limit.');
    } else if (this.draining === 'revoked') this.close(1008, 'The token is no longer valid.');
    else this.close(1012, 'The gateway is shutting down.');
  }

  private sendError(lane: StreamId | undefined, body: ErrorBody): void {
    this.send({ ...body, ...streamIdField(lane) });
  }

  private send(event: ServedEvent): void {
    if (!this.closed) this.parts.peer.send(frameOf(event), saysBegun(event) ? 'later' : 'soon');
  }

  private close(code: number, reason: string): void {
    if (this.closed) return;
    this.dispose();
    this.parts.peer.close(code, reason);
  }

  private stopAll(reason: 'gone' | 'drained'): void {
    for (const request of this.requests) request.control.stop(reason);
  }
}

/** Whether an event only says that a response has begun: asking the upstream for it matters more. */
function saysBegun({ type }: ServedEvent): boolean {
  return type === 'response.created' || type === 'response.in_progress';
}

function laneLimit({ maxLanes }: ConnectionLimits): ErrorBody {
  return errorBody({
    status: 400,
    code: 'websocket_stream_limit_reached',
    message: `This connection has used its ${maxLanes} lane names. Reuse one of them, or open a new connection.`,
    param: 'stream_id',
  });
}

function queueFull(): ErrorBody {
  return errorBody({
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'Too many requests are waiting on this connection. Wait for answers before sending more.',
    headers: { 'retry-after': '1' },
  });
}

function tokenFull(): ErrorBody {
  return errorBody({
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'Too much of this token is waiting. Wait for answers before sending more.',
    headers: { 'retry-after': '1' },
  });
}

function drainError(reason: DrainReason, { maxConnectionMs }: ConnectionLimits): ErrorBody {
  if (reason === 'shutdown') {
    return errorBody({ status: 503, code: 'server_error', message: 'The gateway is shutting down.' });
  }
  if (reason === 'revoked') {
    return errorBody({ status: 401, code: 'invalid_api_key', message: 'This token is no longer valid.' });
  }
  const minutes = Math.round(maxConnectionMs / 600) / 100;
  return errorBody({
    status: 400,
    code: 'websocket_connection_limit_reached',
    message: `This connection has reached its limit of ${minutes} minutes. Open a new one to continue.`,
  });
}
