import { t } from '../../common/l10n';
import { AnswerParts, textOfPart, textsOf } from '../../protocol/answerParts';
import {
  errorOfEvent,
  errorOfFailure,
  paramOfEvent,
  protocolError,
  wireError,
  type WireError,
} from '../../protocol/errors';
import { functionCallOf, type FunctionCall } from '../../protocol/functionCall';
import { cacheReportOf, type CacheReport } from '../../protocol/promptCache';
import type { MalformedFrame } from '../../protocol/parseServerFrame';
import type { ServerEvent, ServerEventOf } from '../../protocol/serverEvents';
import type { StreamId } from '../../protocol/streamId';
import { beginning, isThought, terminal } from './eventKinds';
import { Sequence } from './sequence';
import { refusesSteering, Steering } from './steering';
import { usageOf, type Usage } from './usage';

/** How one response on the wire ended. */
export type ResponseEnd =
  | { readonly kind: 'completed'; readonly usage: Usage | undefined }
  | { readonly kind: 'incomplete'; readonly reason: string; readonly usage: Usage | undefined }
  /** The server said no. `param` is the request field it named. */
  | { readonly kind: 'failed'; readonly error: WireError; readonly param?: string | undefined }
  /** The response is over and the server did not take up an instruction: a new request has to. */
  | { readonly kind: 'unsteered' }
  /** The connection went away. `replayable` is false where the request itself may have been the cause. */
  | {
      readonly kind: 'lost';
      readonly error: WireError;
      readonly param?: string | undefined;
      readonly replayable: boolean;
    };

/** Who reads a response. */
export interface ResponseSink {
  onText(text: string): void;
  /** The model asks for a call. */
  onCall(call: FunctionCall): void;
  /** A frame of the response arrived. */
  onBytes(bytes: number): void;
  /** The server has queued an instruction. */
  onSteerAccepted(): void;
  /** The response has ended and the server is to go on by itself with what it was told. */
  onAwaitingSuccessor(): void;
  /** What follows answers these instructions. */
  onRedirected(instructions: readonly string[]): void;
  /** The running response will not be steered; `code` is the server's reason. */
  onSteerRefused(code: string): void;
  /** What comes of the response is of no use, or nothing comes any more. It has not ended and keeps its lane. */
  onUseless(error: WireError): void;
  /** The response ended; the last call. */
  onEnd(end: ResponseEnd): void;
}

/** How long a server may be silent about an answer that somebody reads, in ms: models that think take minutes. */
export const answerSilenceMs = 5 * 60_000;
/** The same for a warm-up, in ms. Turns of its lane may wait behind it, and go without it just as well. */
export const warmUpSilenceMs = 10_000;

/** What became of an event handed to an stream. */
export type Acceptance = 'taken' | 'stale' | 'duplicate' | 'awaiting' | ResponseEnd;

/** The events that answer a `response.steer`. */
export type SteerEvent = ServerEventOf<
  'response.steer.accepted' | 'response.steer.pending' | 'response.steer.failed'
>;

/**
 * One `response.create` on one lane of one connection, until its terminal event. Decides which frames belong to
 * it: nothing before its own `response.created` does, so that what a predecessor left behind is never taken for
 * this answer. A muted stream still listens for its end, because only then is the lane free.
 */
export class ResponseStream {
  /** The server's id; undefined until it is known, or where a server gives none. */
  responseId: string | undefined;
  /** The server has acknowledged the request. */
  acknowledged = false;
  /** Any event of output was seen, text or not: from here on a replay would generate twice. */
  outputSeen = false;
  /** Numbers were missing in the sequence of frames. */
  gapSeen = false;
  /** The service tier the server last said to serve; undefined where it says none. */
  servedTier: string | undefined;
  /** What it said of its prompt cache. */
  cache: CacheReport | undefined;
  /** UTF-16 code units of text received, read or not. */
  units = 0;
  /** When it was muted. */
  mutedAt: number | undefined;
  /** When it was sent, or the server last sent something of it. */
  heardAt = 0;
  private sequence = new Sequence();
  private readonly steering = new Steering();
  /** The response that ended and is to have a successor. */
  private parentId: string | undefined;
  private sink: ResponseSink | undefined;
  private parts = new AnswerParts();
  /** Ids of the calls that were told. */
  private readonly called = new Set<string>();
  private refusal = '';
  /** The model was seen to think. */
  private thought = false;

  constructor(
    /** The lane on the wire, `''` for the default lane. */
    readonly lane: StreamId,
    /** The response it continues from on this connection. */
    readonly previous: string | undefined,
    sink: ResponseSink,
    /** Upper bound of the answer in tokens, as requested. */
    readonly maxOutputTokens?: number,
    /** How long the server may send nothing of it, in ms. */
    readonly silenceMs = answerSilenceMs,
  ) {
    this.sink = sink;
  }

  /** Whether somebody still reads it. */
  get live(): boolean {
    return this.sink !== undefined;
  }

  /** A frame of this length arrived for it. */
  count(bytes: number, now: number): void {
    this.heardAt = now;
    this.sink?.onBytes(bytes);
  }

  /** Nothing good is to be expected of it any more: its reader is told, and lets go of it. */
  giveUp(error: WireError): void {
    this.sink?.onUseless(error);
  }

  /** Nobody reads on: what still comes is thrown away. */
  mute(now: number): void {
    this.sink = undefined;
    this.mutedAt = now;
  }

  /** Tells the reader, once, how it ended. */
  finish(end: ResponseEnd): void {
    const { sink } = this;
    this.sink = undefined;
    sink?.onEnd(end);
  }

  /** An instruction was sent into the running response. */
  steerSent(instruction: string): void {
    this.steering.sent(instruction);
  }

  /** Whether an answer to a steer of this response is meant for it. */
  answersTo(responseId: string): boolean {
    return responseId === this.responseId || responseId === this.parentId;
  }

  /** Takes the server's answer to an instruction. */
  acceptSteer(event: SteerEvent): Acceptance {
    this.sequence.accept(event.sequence_number, event.type);
    if (event.type === 'response.steer.accepted') {
      this.steering.accepted(event.steer.id);
      this.sink?.onSteerAccepted();
      return 'taken';
    }
    if (!this.steering.handedBack(event.steer.id)) return 'duplicate';
    // `pending` asks for tool results, and a turn ends where there are some: the instruction needs a request of its own.
    return this.steerRefused(event.type === 'response.steer.failed' ? event.error.code : event.reason);
  }

  private steerRefused(code: string): Acceptance {
    if (this.parentId !== undefined) return this.steering.outstanding ? 'taken' : { kind: 'unsteered' };
    this.sink?.onSteerRefused(code);
    return 'taken';
  }

  private error(event: ServerEventOf<'error'>): Acceptance {
    const error = errorOfEvent(event);
    if (this.steering.unanswered && refusesSteering(error)) {
      this.steering.handedBack(undefined);
      return this.steerRefused('steering_not_supported');
    }
    return { kind: 'failed', error, param: paramOfEvent(event) };
  }

  /**
   * Takes an event of its lane. An end is returned, not told: the connection frees the lane before `finish`.
   * `undoubted`: it can be nobody else's, so it needs no `response.created` before it.
   */
  accept(event: ServerEvent, undoubted: boolean): Acceptance {
    const id = responseIdOf(event);
    if (this.isStale(event.type, id, undoubted)) return 'stale';
    const verdict = this.sequence.accept(event.sequence_number, event.type);
    // While it runs there has been no end yet, whatever the number says.
    if (verdict === 'duplicate' && !terminal.has(event.type)) return 'duplicate';
    if (verdict === 'gap') this.gapSeen = true;
    // An error may be about an instruction that no successor has taken up.
    if (event.type !== 'error') this.acknowledge(id);
    return this.take(event);
  }

  /**
   * Takes an event of its lane that cannot be read. Where it was the end, that is returned; else its reader is told, and
   * the server goes on: its lane is free when the answer has ended.
   */
  acceptMalformed({ type, responseId }: MalformedFrame, error: WireError, undoubted: boolean): Acceptance {
    if (this.isStale(type, responseId, undoubted)) return 'stale';
    this.acknowledge(responseId);
    if (type && terminal.has(type)) return { kind: 'failed', error };
    this.giveUp(error);
    return 'taken';
  }

  /** Whether an event is none of this answer: of another one, or before it has begun. */
  private isStale(type: string | undefined, id: string | undefined, undoubted: boolean): boolean {
    if (this.acknowledged) return Boolean(id && this.responseId && id !== this.responseId);
    const begins = undoubted || (type !== undefined && beginning.has(type));
    return !begins || (id !== undefined && id === this.parentId);
  }

  private acknowledge(id: string | undefined): void {
    this.acknowledged = true;
    if (id) this.responseId = id;
    if (this.parentId === undefined) return;
    this.parentId = undefined;
    this.sink?.onRedirected(this.steering.commit());
  }

  private awaitSuccessor(): Acceptance {
    this.parentId = this.responseId;
    this.responseId = undefined;
    this.acknowledged = false;
    this.thought = false;
    this.servedTier = undefined;
    this.cache = undefined;
    this.sequence = new Sequence();
    this.parts = new AnswerParts();
    this.sink?.onAwaitingSuccessor();
    return 'awaiting';
  }

  private take(event: ServerEvent): Acceptance {
    if (isThought(event)) this.thought = true;
    if ('response' in event) {
      this.servedTier = event.response.service_tier ?? this.servedTier;
      this.cache = cacheReportOf(event.response.prompt_cache_diagnostics) ?? this.cache;
    }
    switch (event.type) {
      case 'response.output_text.delta':
        // Of an answer that nobody reads nothing is kept.
        return this.text(this.sink ? this.parts.delta(event, event.delta) : event.delta);
      case 'response.output_text.done':
        return this.endOfPart(event, event.text);
      case 'response.content_part.done':
        return this.late(() => this.parts.whole(event, textOfPart(event.part, 'text') ?? ''));
      case 'response.refusal.delta':
        this.outputSeen = true;
        this.refusal += event.delta;
        return 'taken';
      case 'response.refusal.done':
        this.refusal = event.refusal;
        return 'taken';
      case 'response.queued':
      case 'response.created':
      case 'response.in_progress':
        return 'taken';
      case 'error':
        return this.error(event);
      case 'response.failed':
        return { kind: 'failed', error: errorOfFailure(event) };
      case 'response.completed':
      case 'response.incomplete':
      case 'response.cancelled':
      case 'response.done': {
        const end = this.terminal(event);
        return end.kind !== 'failed' && this.steering.outstanding ? this.awaitSuccessor() : end;
      }
      case 'response.output_item.done':
        this.outputSeen = true;
        this.call(event.item);
        this.refusal ||= refusalIn([event.item]);
        return this.late(() =>
          this.parts.item(
            { item_id: event.item.id ?? undefined, output_index: event.output_index },
            event.item,
          ),
        );
      default:
        if (event.type === 'response.output_item.added') this.parts.itemBegins();
        this.outputSeen = true;
        return 'taken';
    }
  }

  private text(delta: string): Acceptance {
    this.outputSeen = true;
    this.units += delta.length;
    if (delta !== '') this.sink?.onText(delta);
    return 'taken';
  }

  /** Text that had not come in deltas, where somebody reads it. */
  private late(missing: () => string | undefined): Acceptance {
    const text = this.sink ? missing() : undefined;
    return text ? this.text(text) : 'taken';
  }

  private call(item: unknown): void {
    const call = functionCallOf(item);
    if (!call || this.called.has(call.callId)) return;
    this.called.add(call.callId);
    this.sink?.onCall(call);
  }

  /** A server may send the text of a part only at its end; where frames went missing, the end shows it. */
  private endOfPart(event: ServerEventOf<'response.output_text.done'>, whole: string): Acceptance {
    return this.late(() => {
      const missing = this.parts.whole(event, whole);
      // The server goes on: its lane is free when the answer has ended, not now.
      if (missing === undefined && this.gapSeen)
        this.giveUp(protocolError(t('Parts of the answer were lost; its text is not complete.')));
      return missing;
    });
  }

  private terminal(
    event: ServerEventOf<
      'response.completed' | 'response.incomplete' | 'response.cancelled' | 'response.done'
    >,
  ): ResponseEnd {
    const { response } = event;
    const { output = [] } = response;
    const usage = usageOf(response.usage, this.thought);
    const status = endOf(event.type, response.status);
    if (status === 'failed') return { kind: 'failed', error: errorOfFailure(event) };
    this.late(() => this.parts.output(output));
    if (status === 'incomplete') {
      return { kind: 'incomplete', reason: response.incomplete_details?.reason ?? 'unknown', usage };
    }
    if (status !== 'completed') return { kind: 'incomplete', reason: status, usage };
    for (const item of output) this.call(item);
    this.refusal ||= refusalIn(output);
    if (this.refusal) {
      return {
        kind: 'failed',
        error: wireError({ status: 400, code: 'refusal', message: this.refusal }),
      };
    }
    return { kind: 'completed', usage };
  }
}

/** The response an event names; `''` where it should but does not, undefined for events that name none. */
export function responseIdOf(event: ServerEvent): string | undefined {
  return 'response' in event ? event.response.id : undefined;
}

/** How a response ended. What its status says counts where it is an end; else the event says it. */
function endOf(type: string, status = 'completed'): string {
  if (['failed', 'incomplete', 'cancelled'].includes(status)) return status;
  return type === 'response.done' ? status : type.slice('response.'.length);
}

function refusalIn(items: readonly unknown[]): string {
  return items.flatMap(item => textsOf(item, 'refusal').map(({ text }) => text)).join('');
}
