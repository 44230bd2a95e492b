import { t } from '../../common/l10n';
import { codeOf, messageOf } from '../../common/thrown';
import { beginning, doubtOf } from './eventKinds';
import type { HttpAnswer, HttpPost } from './httpTransport';
import type { EndpointProfile } from '../profile';
import type { OpenSocket, Socket, SocketListener } from './socket';
import { AnswerBody, isSignOfLife, tryParse, type BodyEvent } from '../../protocol/answerBody';
import { parseServerFrame } from '../../protocol/parseServerFrame';
import type { SseEvent } from '../../protocol/sse';
import { defaultLane, streamIdField, type StreamId } from '../../protocol/streamId';
import { isRecord, readErrorBody, readErrorValue, type SaidError } from '../../protocol/saidError';

/** What a plain HTTP endpoint can do, seen through the socket below: each lane is a request of its own. */
export const httpProfile: EndpointProfile = {
  concurrentLanes: true,
  namedLanes: true,
  steer: false,
  warmUp: false,
  // Aborting the request is the message.
  cancelMessage: true,
  // With `store: false` nothing outlives a request.
  incremental: false,
  maxInFlight: 16,
  maxLanes: 1_000,
  maxConnectionMs: 24 * 60 * 60_000,
  answersBare: false,
  cacheFields: [],
  diagnosesCache: false,
};

/** What Node says where no connection came about, so that the server knows nothing of the request. */
const neverSent: readonly (string | undefined)[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** Largest error body read, in UTF-16 code units. */
const maxErrorUnits = 64 * 1024;

/**
 * A socket in looks only: each `response.create` becomes a POST with a stream of server-sent events, whose
 * events are labelled with the lane of the request. For endpoints that answer the upgrade with 426.
 */
export function httpOpener(post: HttpPost): OpenSocket {
  return (target, listener) => new HttpSocket(post, target, listener);
}

class HttpSocket implements Socket {
  readonly bufferedBytes = 0;
  private closed = false;
  /** The latest of each lane, under way or over. */
  private readonly requests = new Map<StreamId, AbortController>();

  constructor(
    private readonly post: HttpPost,
    private readonly target: Parameters<OpenSocket>[0],
    private readonly listener: SocketListener,
  ) {
    this.later(() => listener.onOpen({}));
  }

  send(frame: string): void {
    const event = tryParse(frame);
    if (this.closed || !isRecord(event)) return;
    const { type, stream_id, generate: _generate, ...body } = event;
    const lane = typeof stream_id === 'string' ? stream_id : defaultLane;
    if (type === 'response.create') void this.run(lane, JSON.stringify({ ...body, stream: true }));
    else if (type === 'codex_spark.cancel') this.cancel(lane);
  }

  ping(): void {
    this.later(() => this.listener.onPong());
  }

  close(): void {
    this.dispose();
  }

  dispose(): void {
    this.closed = true;
    for (const request of this.requests.values()) request.abort();
  }

  private cancel(lane: StreamId): void {
    this.requests.get(lane)?.abort();
    // An error ends an answer whether it has begun or not.
    this.later(() =>
      this.emit(lane, {
        type: 'error',
        error: { code: 'cancelled', message: t('The request was cancelled.') },
      }),
    );
  }

  private async run(lane: StreamId, body: string): Promise<void> {
    // A lane speaks with its latest request: the one before has had its end, though its body may be open still.
    this.requests.get(lane)?.abort();
    const abort = new AbortController();
    this.requests.set(lane, abort);
    const { headers } = this.target;
    const url = this.target.url.replace(/^ws/, 'http');
    try {
      const answer = await this.post({ url, headers, body }, abort.signal);
      if (answer.status === 200) await this.stream(lane, answer, abort.signal);
      else await this.refused(lane, answer, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      const message = messageOf(error);
      // More of the same would come of sending it again.
      const isTooLarge = error instanceof RangeError;
      const isUnsent = neverSent.includes(codeOf(error));
      const code = isTooLarge ? 'bad_answer' : isUnsent ? 'connection_failed' : 'connection_lost';
      this.emit(lane, { type: 'error', status: isTooLarge ? 502 : 503, error: { code, message } });
    }
  }

  private async stream(lane: StreamId, answer: HttpAnswer, signal: AbortSignal): Promise<void> {
    const body = new AnswerBody({ maxUnits: this.target.maxFrameBytes, lenient: true });
    let begun = false;
    const tell = (events: Iterable<BodyEvent>): void => {
      for (const event of events) {
        if (signal.aborted) return;
        if (event.kind === 'event') begun = this.told(lane, event, begun);
        else if (event.kind === 'whole') this.toldWhole(lane, event.json);
        else this.unreadable(lane);
      }
    };
    for await (const piece of answer.body) {
      tell(body.take(piece));
      if (signal.aborted) return;
    }
    tell(body.end());
    if (signal.aborted) return;
    // Nobody hears it when the answer had its end, as it should have.
    const message = t('The stream ended before the answer did.');
    this.emit(lane, { type: 'error', status: 502, error: { code: 'stream_ended', message } });
  }

  /**
   * Tells an event; before the first of an answer, that it begins, where its server does not say so: each request has an
   * answer of its own, so there is no doubt. Returns whether it has begun.
   */
  private told(lane: StreamId, event: SseEvent, begun: boolean): boolean {
    if (isSignOfLife(event) || event.data.trim() === '[DONE]') return begun;
    const json = tryParse(event.data);
    const doubt = doubtOf(parseServerFrame(event.data));
    if (doubt !== undefined || !isRecord(json)) {
      // Those of other lanes are in none. What the error sets going may be a request of this lane.
      this.requests.get(lane)?.abort();
      this.emit(lane, { type: 'error', status: 502, error: { code: 'bad_answer', message: doubt } });
      return begun;
    }
    const { type } = json;
    const isOfAnswer = typeof type === 'string' && type.startsWith('response.');
    if (isOfAnswer && !begun && !beginning.has(type))
      this.emit(lane, { type: 'response.created', response: { id: '' } });
    this.emit(lane, json);
    return begun || isOfAnswer;
  }

  private toldWhole(lane: StreamId, json: unknown): void {
    if (!isRecord(json) || !Array.isArray(json['output'])) return this.unreadable(lane, readErrorValue(json));
    const { status } = json;
    const end = status === 'failed' || status === 'incomplete' ? status : 'completed';
    this.emit(lane, { type: `response.${end}`, response: json });
  }

  /** There was no answer, but perhaps an error. */
  private unreadable(lane: StreamId, said?: SaidError): void {
    const otherwise = t('The endpoint answered with something that is not of this protocol.');
    const { status = 502, code = 'bad_answer', message = otherwise } = said ?? {};
    this.emit(lane, { type: 'error', status, error: { code, message } });
  }

  private async refused(lane: StreamId, answer: HttpAnswer, signal: AbortSignal): Promise<void> {
    let text = '';
    for await (const piece of answer.body) if ((text += piece).length > maxErrorUnits) break;
    if (signal.aborted) return;
    const { status, headers } = answer;
    const { code, param, message = t('The endpoint answered HTTP {0}.', status) } = readErrorBody(text) ?? {};
    this.emit(lane, { type: 'error', status, error: { code, param, message, headers } });
  }

  private emit(lane: StreamId, event: object): void {
    if (this.closed) return;
    this.listener.onText(JSON.stringify({ ...event, ...streamIdField(lane) }));
  }

  private later(callback: () => void): void {
    queueMicrotask(() => {
      if (!this.closed) callback();
    });
  }
}
