import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { utf8Length } from '../../common/utf8';
import { messageOf } from '../../common/thrown';
import { isKeyRefused, wireError, type WireError } from '../../protocol/errors';
import type { FunctionCall } from '../../protocol/functionCall';
import type { CacheField } from '../../protocol/promptCache';
import type { ServedTier, ServiceTier } from '../../protocol/serviceTier';
import { tierRefusalOf, type TierRefusal } from '../../protocol/tierRefusal';
import { defaultLane, type StreamId } from '../../protocol/streamId';
import type { ResponseInputItem } from '../../protocol/wire';
import { backOffMs } from '../connection/backOff';
import { Conversation } from './conversation';
import { cacheFieldsFor } from './cacheControls';
import { correctionFor } from './corrections';
import {
  answerSilenceMs,
  ResponseStream,
  warmUpSilenceMs,
  type ResponseEnd,
  type ResponseSink,
} from '../connection/responseStream';
import type { Connection } from '../connection/connection';
import type { Lane } from '../lane';
import type { LastResponses } from './lastResponses';
import type { LiveTurn, TurnControl } from './liveTurn';
import type { WarmBases } from './warmBases';
import type { ProfileKeeper } from '../profiles';
import { createEvent, writeFrame } from './requestFrame';
import { decide } from './retryPolicy';
import type { ServiceTiers } from './serviceTiers';
import { SteerPatience } from './steerPatience';

/** Largest request sent, in bytes of its frame. */
const maxRequestBytes = 16 * 1024 * 1024;
/** Most bytes of frames received for one turn: what a server may send of thoughts and of nothing at all. */
const maxReceivedBytes = 64 * 1024 * 1024;
/** Longest answer kept, in UTF-16 code units: far beyond any model's output, a guard against a server gone mad. */
const maxAnswerUnits = 4 * 1024 * 1024;

/** What a run needs of the session around it. */
export interface RunHost {
  readonly clock: Clock;
  readonly keeper: ProfileKeeper;
  readonly bases: WarmBases;
  readonly model: string;
  readonly random: () => number;
  readonly tiers: ServiceTiers;
  /** Says to the server which requests begin alike. */
  readonly cacheKey: string;
  /** The last response of each lane, for the server to compare with. */
  readonly lastResponses: LastResponses;
  /** A run wants to be sent again. */
  onWaiting(): void;
  /** Nothing may be sent for so long, in ms: the server asked for it. */
  hold(ms: number, error: WireError): void;
  /** The key was refused. */
  refuse(error: WireError): void;
  /** Nobody reads this response any more: stop it by whatever means the endpoint has. */
  abandon(connection: Connection, stream: ResponseStream, tokensPerSecond: number | undefined): void;
}

/** A request on the wire, and what it asked for. */
interface Sent {
  readonly connection: Connection;
  readonly stream: ResponseStream;
  readonly tier: ServiceTier | undefined;
  readonly cacheFields: readonly CacheField[];
}

/** A request that was turned away because of its tier, and how that is told. */
interface RefusedRequest extends TierRefusal {
  readonly asked: ServiceTier;
  readonly end: Extract<ResponseEnd, { kind: 'failed' }>;
}

/** Takes one turn through as many requests as it needs: the first, a resend, a replay, a redirect. */
export class TurnRun implements ResponseSink, TurnControl {
  /** `waiting` for a connection and a lane, `delayed` before a repetition, `running` on the wire. */
  phase: 'waiting' | 'delayed' | 'running' = 'waiting';
  /** The connection it last ran on. */
  lastConnection: Connection | undefined;
  private current: Sent | undefined;
  private delay: Disposable | undefined;
  private forceFull = false;
  private readonly tried = { replays: 0, moves: 0, serverRetries: 0 };
  /** Instructions given to the server and not taken up yet. */
  private redirects: readonly string[] = [];
  private readonly patience: SteerPatience;
  private readonly conversation: Conversation;

  constructor(
    readonly turn: LiveTurn,
    /** False for a warm-up. */
    readonly generate: boolean,
    /** The only connection it may run on, where that matters. */
    readonly pinnedTo: Connection | undefined,
    private readonly host: RunHost,
  ) {
    this.patience = new SteerPatience(host.clock, () => this.redirectByNewTurn());
    this.conversation = new Conversation(turn.request);
    turn.controlledBy(this);
  }

  get lane(): Lane {
    return this.turn.request.lane;
  }

  /** Whether this connection still holds the response to continue from. */
  isHeldBy(connection: Connection): boolean {
    return this.heldOn(connection) !== undefined;
  }

  /** Whether the turn may run on this connection. */
  mayUse(connection: Connection): boolean {
    return this.pinnedTo === undefined || this.pinnedTo === connection;
  }

  private get previous(): string | undefined {
    return this.forceFull ? undefined : this.turn.request.previous;
  }

  /** Sends the request on a free lane of an open connection. */
  startOn(connection: Connection, lane: StreamId): void {
    const { turn, host, generate } = this;
    const blocked = host.tiers.blocked(this.lane);
    if (blocked) return turn.end({ status: 'failed', error: blocked });
    const previous = this.previousFor(connection);
    const input = this.inputFor(previous);
    if (!input) return;
    const model = turn.request.model ?? host.model;
    const tier = host.tiers.askFor(this.lane);
    const cacheFields = cacheFieldsFor(host.keeper.current, model);
    const event = createEvent({
      request: turn.request,
      model,
      input,
      previous,
      streamId: lane,
      generate,
      serviceTier: tier,
      cache: {
        fields: cacheFields,
        key: host.cacheKey,
        comparison: previous ?? host.lastResponses.of(this.lane),
        onlyMarked: turn.request.cacheOnlyMarked ?? false,
      },
    });
    const frame = writeFrame(event, cacheFields.includes('prompt_cache_breakpoint'));
    if (utf8Length(frame) > maxRequestBytes) {
      return this.fail('request_too_large', t('The request is larger than {0} MiB.', maxRequestBytes >> 20));
    }
    this.phase = 'running';
    // Of a warm-up nothing is to come: giving one up is not worth a connection.
    const [most, silenceMs] = generate
      ? [turn.request.maxOutputTokens, answerSilenceMs]
      : [0, warmUpSilenceMs];
    const stream = new ResponseStream(lane, previous, this, most, silenceMs);
    this.current = { connection, stream, tier, cacheFields };
    this.lastConnection = connection;
    turn.watch.sent();
    turn.bytes.up += connection.send(stream, frame);
  }

  onText(text: string): void {
    const { turn } = this;
    turn.append(text);
    if (turn.units > maxAnswerUnits) this.tooLong();
  }

  onCall(call: FunctionCall): void {
    const { turn } = this;
    turn.called(call);
    if (turn.units > maxAnswerUnits) this.tooLong();
  }

  onBytes(bytes: number): void {
    this.turn.bytes.down += bytes;
    if (this.turn.bytes.down > maxReceivedBytes) this.tooLong();
  }

  onSteerAccepted(): void {
    this.patience.accepted();
  }

  onAwaitingSuccessor(): void {
    this.patience.ended();
  }

  onRedirected(instructions: readonly string[]): void {
    this.patience.clear();
    this.redirects = this.redirects.slice(instructions.length);
    this.addRedirects(instructions);
  }

  onSteerRefused(code: string): void {
    if (code === 'steering_not_supported') this.host.keeper.correct({ steer: false });
    this.redirectByNewTurn();
  }

  onUseless(error: WireError): void {
    this.turn.end({ status: 'failed', error });
  }

  onEnd(given: ResponseEnd): void {
    const { current, host } = this;
    this.current = undefined;
    this.patience.clear();
    if (!current) return;
    if (given.kind === 'unsteered') return this.redirectByNewTurn();
    const { stream, tier } = current;
    const refusal = tierRefusal(given, tier);
    const end = refusal?.end ?? given;
    const isFailure = end.kind === 'failed' || end.kind === 'lost';
    const decision = decide(end, {
      ...this.tried,
      outputSeen: stream.outputSeen,
      canResendFull: stream.previous !== undefined && this.turn.request.fullInput !== undefined,
      corrected: refusal
        ? host.tiers.refused(this.lane, refusal.asked, refusal, refusal.end.error)
        : isFailure && this.learn(end, current),
    });
    switch (decision.kind) {
      case 'finish':
        // Before the turn ends, so that the next of its lane is not sent with the same key.
        if ('error' in end && isKeyRefused(end.error)) host.refuse(end.error);
        return this.finish(end, current);
      case 'resend-full':
        this.forceFull = true;
        return this.wait();
      case 'replay':
        this.tried.replays++;
        // A socket comes back with a back-off of its own; over HTTP there is none.
        return this.wait(end.kind === 'lost' ? 0 : backOffMs(0, host.random()));
      case 'move':
        this.tried.moves++;
        return this.wait();
      case 'correct':
        return this.wait();
      case 'back-off':
        return this.wait(backOffMs(this.tried.serverRetries++, host.random()));
      case 'wait':
        this.tried.serverRetries++;
        return this.wait();
    }
  }

  ended(): void {
    this.delay?.dispose();
    this.letGo();
  }

  redirect(instruction: string): boolean {
    const { current, host } = this;
    this.redirects = [...this.redirects, instruction];
    const target = current?.stream.responseId;
    if (current && target && host.keeper.current.steer) {
      current.stream.steerSent(instruction);
      const frame = { type: 'response.steer', previous_response_id: target, input: instruction } as const;
      this.turn.bytes.up += current.connection.write(writeFrame(frame));
      this.patience.sent();
    } else this.redirectByNewTurn();
    return true;
  }

  /** Where the server cannot, or did not: the partial answer and the instructions go into a new request. */
  private redirectByNewTurn(): void {
    this.letGo();
    if (this.phase === 'delayed') this.addRedirects(this.takeRedirects());
    else this.wait();
  }

  private takeRedirects(): readonly string[] {
    const { redirects } = this;
    this.redirects = [];
    return redirects;
  }

  private tooLong(): void {
    this.turn.end({ status: 'incomplete', reason: 'answer_too_long' });
  }

  /** From here on the turn answers these instructions too. */
  private addRedirects(instructions: readonly string[]): void {
    const { turn } = this;
    this.conversation.redirect(turn.textSoFar, instructions);
    for (const instruction of instructions) turn.redirected(instruction);
  }

  private letGo(): void {
    const { current } = this;
    this.current = undefined;
    this.patience.clear();
    if (!current) return;
    const { turn, host } = this;
    current.connection.mute(current.stream);
    host.abandon(current.connection, current.stream, turn.watch.guess());
  }

  private wait(ms = 0): void {
    this.delay?.dispose();
    this.addRedirects(this.takeRedirects());
    if (ms === 0) {
      this.phase = 'waiting';
      return this.host.onWaiting();
    }
    this.phase = 'delayed';
    this.delay = this.host.clock.setTimeout(() => this.wait(), ms);
  }

  /** An id is only worth sending where the connection still holds it, or where there is nothing else to send. */
  private previousFor(connection: Connection): string | undefined {
    const { previous, host } = this;
    if (previous !== undefined && this.turn.request.fullInput === undefined)
      return host.bases.idOn(connection, previous) ?? previous;
    return host.keeper.current.incremental ? this.heldOn(connection) : undefined;
  }

  /** What a connection calls the response to continue from; undefined where it does not hold it. */
  private heldOn(connection: Connection): string | undefined {
    const { previous } = this;
    const id = previous === undefined ? undefined : this.host.bases.idOn(connection, previous);
    return id !== undefined && connection.holds(id) ? id : undefined;
  }

  private inputFor(previous: string | undefined): readonly ResponseInputItem[] | undefined {
    try {
      return this.conversation.input(previous !== undefined);
    } catch (error) {
      const why = messageOf(error, 'unknown');
      this.fail('full_input_failed', t('The conversation could not be put together: {0}.', why));
      return undefined;
    }
  }

  /** Returns whether the next request will differ. */
  private learn(
    { error, param }: Extract<ResponseEnd, { error: WireError }>,
    { connection, stream, cacheFields }: Sent,
  ): boolean {
    const { keeper } = this.host;
    if (error.kind === 'chain-lost' && stream.previous !== undefined) {
      keeper.chainLost();
      this.host.bases.onLost(connection, stream.previous);
    }
    if (error.remedy === 'wait') this.host.hold(error.retryAfterMs ?? 1000, error);
    if (error.kind === 'connection-limit') connection.drain();
    if (error.kind === 'lane-limit' && connection.names.refused(stream.lane) === 0) connection.drain();
    const patch = correctionFor(error, param, {
      streamId: stream.lane !== defaultLane,
      warmUp: !this.generate,
      concurrent: connection.inFlight > 0,
      cacheFields: { taken: keeper.current.cacheFields, sent: cacheFields },
    });
    if (!patch) return false;
    keeper.correct(patch);
    // Another turn may have learnt it before.
    return keeper.agrees(patch);
  }

  private finish(end: Exclude<ResponseEnd, { kind: 'unsteered' }>, sent: Sent): void {
    const { turn } = this;
    const { responseId, cache } = sent.stream;
    if (end.kind === 'failed' || end.kind === 'lost') return turn.end({ status: 'failed', error: end.error });
    const { usage } = end;
    const said = { responseId, usage, serviceTier: this.tierOf(sent), cache };
    if (responseId) this.host.lastResponses.note(this.lane, responseId);
    if (end.kind === 'completed') turn.end({ status: 'completed', ...said });
    else turn.end({ status: 'incomplete', reason: end.reason, ...said });
  }

  /** Held against what was wanted, whatever was asked for in its place. */
  private tierOf({ stream: { servedTier }, tier }: Sent): ServedTier | undefined {
    const asked = this.host.tiers.wanted(this.lane);
    const served = servedTier ?? (asked === tier ? undefined : (tier ?? 'default'));
    return served === undefined ? undefined : { asked, served };
  }

  private fail(code: string, message: string): void {
    this.turn.end({ status: 'failed', error: wireError({ status: 400, code, message }) });
  }
}

/** What is about the tier is an error of its own: it is not waited for, and nothing else is learnt from it. */
function tierRefusal(end: ResponseEnd, asked: ServiceTier | undefined): RefusedRequest | undefined {
  if (end.kind !== 'failed' || asked === undefined) return undefined;
  const refusal = tierRefusalOf(end.error, end.param, asked);
  return (
    refusal && {
      ...refusal,
      asked,
      end: { ...end, error: { ...end.error, kind: 'tier', remedy: 'surface' } },
    }
  );
}
